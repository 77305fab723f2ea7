// `ocop init <units.json>`: an empty real province. Its first roles are given here, before anybody holds one.
import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { grantRole } from '../domain/access/account.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import { CodedError } from '../domain/kernel/coded-error.ts';
import { provinceCode, shortText, unitCode } from '../domain/kernel/fields.ts';
import { keyGivenTwice } from '../domain/kernel/json-keys.ts';
import { isRefusal, refusalSentence } from '../domain/kernel/refusal.ts';
import type { RoleId } from '../domain/rulebooks/responsibilities.ts';
import { day } from '../domain/time/civil-date.ts';
import { registerUnit } from '../domain/unit/registering.ts';
import { unitLevel } from '../domain/unit/unit-tree.ts';
import { readInput } from '../eventstore/read-input.ts';
import type { Places } from '../settings/settings.ts';
import { removeDatabase } from '../sqlite/remove-database.ts';
import { openAccountsSide } from './accounts-side.ts';
import { openOffice } from './compose.ts';

const unitsFile = z.strictObject({
  province: z.strictObject({ code: provinceCode, name: shortText, from: day }),
  /** parents before their children */
  units: z.array(
    z.strictObject({
      code: unitCode,
      name: shortText,
      level: unitLevel,
      parent: unitCode.optional(),
      from: day.optional(),
    }),
  ),
});

/** `invitation`: the token by which its administrator first comes in */
/** An account, a pseudonym, and a role of the province. */
type First = { readonly account: string; readonly role: RoleId };

type Installed = { readonly units: number; readonly admin: string; readonly invitation: string };

/**
 * @param first accounts with their roles at the province; the first one is invited
 * @param key what signs cookies, where no file has it
 * Throws with a sentence when the file, the store or the key will not do.
 */
export async function init(
  places: Places,
  unitsPath: string,
  first: readonly First[] = [{ account: 'quan-tri', role: 'admin' }],
  key = '',
): Promise<Installed> {
  if (existsSync(places.store))
    throw new Error(`${places.folder} holds a store already. Give another folder (OCOP_DATA).`);
  const { province, units } = readUnits(unitsPath);
  const office = await openOffice(places);
  if (await office.store.head()) {
    await office.close();
    throw new Error('The event store holds a history already. Nothing was written.');
  }
  // A key that is not there is told before anything is written: what servers hold is not taken back.
  const accounts = await openAccountsSide(places, { secure: false, key }).catch(async (error: Error) => {
    await office.close();
    throw error;
  });
  const give = async (command: Command, id: string, input: Record<string, unknown>, key: string) => {
    const result = await office.executor.execute({
      command,
      id,
      input,
      commandId: `init/${key}`,
      caller: { kind: 'installation', id: 'ocop-init' },
    });
    if (result.outcome === 'refused') throw new Error(`${key}: ${refusalSentence(result.refusal, 'en')}`);
  };
  try {
    await give(registerUnit, province.code, { ...province, level: 'province' }, `unit/${province.code}`);
    for (const { from = province.from, parent = province.code, ...unit } of units)
      await give(registerUnit, province.code, { ...unit, parent, from }, `unit/${unit.code}`);
    for (const { account, role } of first) {
      const input = { grant: role, province: province.code, role, unit: province.code, from: province.from };
      await give(grantRole, account, input, `grant/${account}`);
    }
    await office.close();
    const admin = first[0]?.account ?? '';
    const made = await accounts.invitations.make({ account: admin, by: 'ocop-init' });
    await accounts.close();
    if (isRefusal(made)) throw new CodedError(made.code, refusalSentence(made, 'en'));
    return { units: units.length + 1, admin, invitation: made.token };
  } catch (error) {
    await office.close();
    await accounts.close();
    // Half a province is of no use, and would be in the way of the next try.
    for (const file of [places.store, places.vault, places.accounts]) removeDatabase(file);
    throw error;
  }
}

const invalid = (what: string, cause?: unknown): Error => new CodedError('UNITS_FILE_INVALID', what, { cause });

function readUnits(path: string): z.output<typeof unitsFile> {
  const text = readText(path);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw invalid(`${path} cannot be read as JSON (${(cause as Error).message}).`, cause);
  }
  const twice = keyGivenTwice(text);
  if (twice !== undefined) throw invalid(`${path} has the field ${twice} twice in one group.`);
  const read = readInput(unitsFile, content);
  if ('refusal' in read) {
    const named = (pointer: string) => pointer.slice(1).replaceAll('/', '.') || 'the file';
    const faults = read.errors.map(({ pointer, words }) => `${named(pointer)}: ${words.en}`);
    throw invalid(`${path} is no units file. ${faults.join(' ')}`);
  }
  const codes = [read.data.province.code, ...read.data.units.map(({ code }) => code)];
  const doubled = [...new Set(codes.filter((code, i) => codes.indexOf(code) < i))];
  if (doubled.length > 0) throw invalid(`${path} has units twice: ${doubled.join(', ')}.`);
  return read.data;
}

/** Letters with marks that were read in another encoding would be recorded broken, and nobody could mend them. */
function readText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw invalid(`${path} cannot be read (${(cause as Error).message}).`, cause);
  }
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) throw invalid(`${path} is UTF-16. Save it as UTF-8.`);
  if (!isUtf8(bytes)) throw invalid(`${path} is not UTF-8, perhaps windows-1258. Save it as UTF-8.`);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}
