import type { Reader } from './reader.ts';

/** The state of a folded stream beside the rows that rest on it; such change seldom: each is parsed once per revision. */
export type SourceOf = <S>(stream: string) => S | undefined;

/** @param table whose first column is `stream` */
export function foldedSource(reader: Reader, table: string): SourceOf {
  const parsed = new Map<string, { position: string; state: unknown }>();
  return <S>(stream: string) => {
    const now = reader.get<{ position: string }>(`SELECT position FROM ${table} WHERE stream = ?`, stream);
    if (!now) return undefined;
    const known = parsed.get(stream);
    if (known?.position === now.position) return known.state as S;
    const row = reader.get<{ folded: string }>(`SELECT folded FROM ${table} WHERE stream = ?`, stream);
    const state = row && JSON.parse(row.folded);
    parsed.set(stream, { position: now.position, state });
    return state as S | undefined;
  };
}
