// People of every role at the units of the scripted products, above and beside them, and how they ask over HTTP.
import { randomUUID } from 'node:crypto';
import { etag } from '../../../api/headers.ts';
import type { Served } from '../../../api/world.fixture.ts';
import { type Give, grant } from '../../../demo/install.ts';
import type { Command } from '../../../domain/kernel/aggregate.ts';
import { type RoleId, roles } from '../../../domain/rulebooks/responsibilities.ts';
import { addProduct, type World } from '../../world.ts';

/** The scripted products are of commune 650-01; nothing of theirs is the business of another district. */
export const FOREIGN = ['655', '655-01'];
export const OWN = ['650-01', '650', '66'];
export const FOREIGN_PRODUCT = 'tra-noi-khac';
/** How somebody is told that a thing is not theirs to do. */
export const MAY_BE_DENIED_WITH: ReadonlySet<string> = new Set([
  'ROLE_MISSING',
  'ONLY_THE_PROCESS',
  'NOT_A_PERSON',
  'ONLY_THE_OWNER',
  'NO_SEAT',
]);

export type Attacker = { account: string; role: RoleId; unit: string };
const candidates: readonly Attacker[] = [
  { account: `demo-htx-${FOREIGN_PRODUCT}`, role: 'producer', unit: `htx-${FOREIGN_PRODUCT}` },
  ...(Object.keys(roles) as RoleId[])
    .filter((role) => role !== 'producer')
    .flatMap((role) => [...FOREIGN, ...OWN].map((unit) => ({ account: `demo-${role}-at-${unit}`, role, unit }))),
];
/** A role that no law holds at a unit of that level is granted to nobody. */
async function isHeld(give: Give, { account, role, unit }: Attacker): Promise<boolean> {
  if (role === 'producer') return true;
  try {
    await grant(give, { id: account, role, unit });
    return true;
  } catch (error) {
    if ((error as Error).message.includes('ROLE_NOT_AT_LEVEL')) return false;
    throw error;
  }
}

/** Every one whose role some law holds at their unit. */
export async function attackersIn(give: Give): Promise<readonly Attacker[]> {
  const attackers: Attacker[] = [];
  for (const candidate of candidates) if (await isHeld(give, candidate)) attackers.push(candidate);
  return attackers;
}

export const isForeign = (unit: string): boolean => !OWN.includes(unit);

/** Somebody else’s, in another district. */
export const addForeignProduct = (w: World): Promise<void> =>
  addProduct(
    { ...w, give: (given) => w.give({ ...given, by: given.by.replace('krong-nang', 'krong-a-na') }) },
    FOREIGN_PRODUCT,
    '655-01',
  );

/** @param q `preview`: judged and not written */
export async function sendCommand(
  s: Served,
  command: Command,
  id: string,
  input: unknown,
  by?: string,
  q: { preview?: boolean } = {},
): Promise<{ status: number; code: string }> {
  const seen = command.restsOn ? (await s.executor.look(command.aggregate, id)).seen : undefined;
  const path = `/v1/${command.aggregate.resource}/${id}/${command.route}${q.preview ? '?preview' : ''}`;
  const response = await fetch(s.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(by === undefined ? {} : { authorization: `Bearer ${by}` }),
      ...(seen === undefined ? {} : { 'if-match': etag(seen) }),
    },
    body: JSON.stringify(input),
  });
  const { code } = (await response.json()) as { code: string };
  return { status: response.status, code };
}
