export function placeOfInstalled(env?: NodeJS.ProcessEnv): { bin: string; lockFile: string };
