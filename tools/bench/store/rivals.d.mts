export type Found = { folder: string } | { missing: string };

/** What each store is loaded from, or why it cannot be. */
export type Rivals = { readonly sqlite: Found; readonly postgresql: Found };

export function ensureRivals(options?: {
  env?: NodeJS.ProcessEnv;
  announce?: (line: string) => void;
}): Promise<Rivals>;
