import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { PersonalRef } from '../../domain/kernel/personal.ts';
import { commit } from '../../vault/commitment.ts';
import { allRows, newOffice, type VaultSubject } from './vault-subject.ts';

const WRITER = fileURLToPath(new URL('./vault-writer.ts', import.meta.url));
const KILLS = 20;

/** Kills a process that seals in a loop once it has told of `count` values; answers everything it has told. */
async function killAfter(count: number, place: string, run: number): Promise<PersonalRef[]> {
  const writer = spawn(process.execPath, [WRITER, place, String(run)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told: PersonalRef[] = [];
  createInterface({ input: writer.stdout }).on('line', (line) => {
    told.push(JSON.parse(line));
    if (told.length === count) writer.kill('SIGKILL');
  });
  const [, signal] = await once(writer, 'close');
  expect(signal).toBe('SIGKILL');
  return told;
}

export function crashContract(subject: VaultSubject): void {
  test(`at any moment, ${KILLS} times: everything it was told is sealed is there, and only whole calls`, async () => {
    const { place, vault } = await newOffice(subject);
    const told: PersonalRef[] = [];
    for (let run = 0; run < KILLS; run++) told.push(...(await killAfter(1 + run * 7, place, run)));
    const rows = await allRows(vault);
    const kept = new Map(rows.map((row) => [row.ref, row]));
    for (const { ref, commitment } of told) expect(kept.get(ref)?.commitment).toBe(commitment);
    for (const { salt, value, commitment } of rows)
      expect(commit(Buffer.from(salt ?? '', 'hex'), value ?? '')).toBe(commitment);
    const calls = Map.groupBy(rows, ({ value }) => value?.split('/')[0]);
    for (const [call, values] of calls) expect(values, call ?? '').toHaveLength(3);
  });
}
