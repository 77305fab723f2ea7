export function serverProcesses(pid: number): number[];
export function signalAll(pid: number, signal: NodeJS.Signals): void;
