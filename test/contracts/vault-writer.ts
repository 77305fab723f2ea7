// Seals without end, four callers at once, and tells each answer, until it is killed:  vault-writer.ts <place> <run>
import { writeSync } from 'node:fs';
import { openPostgresVault } from '../../vault/postgres-vault.ts';
import { openSqliteVault } from '../../vault/sqlite-vault.ts';
import { seal } from './vault-subject.ts';

const [place = '', run = ''] = process.argv.slice(2);
const clock = () => new Date().toISOString();
const vault = place.startsWith('postgres:') ? await openPostgresVault(place, clock) : openSqliteVault(place, clock);

async function sealOn(caller: number): Promise<never> {
  for (let n = 0; ; n++) {
    const commandId = `${run}-${caller}-${n}`;
    const values = [0, 1, 2].map((i) => ({ stream: 's', commandId, path: `/${i}`, value: `${commandId}/${i}` }));
    for (const sealed of await seal(vault, values)) writeSync(1, `${JSON.stringify(sealed)}\n`);
  }
}

await Promise.all([0, 1, 2, 3].map(sealOn));
