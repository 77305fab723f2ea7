type Temporal = { kind: 'address'; address: string } | { kind: 'binary'; path: string };
type Outcome = { version?: { cli: string; server: string }; because: string };
type Fetch = (options: { target: string }) => Promise<Outcome>;

export function ensureTemporal(options?: {
  env?: NodeJS.ProcessEnv;
  node?: string;
  announce?: (line: string) => void;
  binaryOnly?: boolean;
  download?: Fetch;
  build?: Fetch;
}): Promise<Temporal>;
