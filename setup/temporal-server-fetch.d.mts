export type Order = {
  target: string;
  version: string;
  programs: readonly string[];
  env: NodeJS.ProcessEnv;
  announce: (line: string) => void;
};

export function downloadTemporalServer(order: Order & { releases?: string }): Promise<{ because?: string }>;
export function buildTemporalServer(order: Order): Promise<{ because?: string }>;
