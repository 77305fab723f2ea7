import type { Command } from '../../domain/kernel/aggregate.ts';
import { digest, type HashedMembers, type StoredEvent, sealEvent } from '../../eventstore/envelope.ts';
import type { CommandRequest } from '../../eventstore/execute-command.ts';
import { type BareStore, openBareStore, type Row, rowsOf } from './bare-store.ts';
import { closing } from './closing.ts';
import { atLeast, type Bench } from './figure.ts';
import { addProducts, CALLERS, execute, headOf, openProvince, recording, walkToImplementation } from './province.ts';
import { compare, inRounds, perSecond, together } from './rounds.ts';

/** Long enough for the log to be written back into the file several times, which costs all sides the same. */
const [ROUNDS, PRODUCTS, EACH] = [9, 4 * CALLERS, 25];

/** 64 callers on 64 streams: appends that meet in a turn of the event loop share one durable transaction. */
export const manyCallers: Bench = {
  names: ['execute-64-callers', 'execute-64-callers-straight'],
  about:
    'executeCommand with 64 callers, against a bare group commit of the same rows, and against a straight loop that validates, canonicalizes, hashes and group-commits them',
  measure: (say) =>
    closing(async (onEnd) => {
      const province = await openProvince();
      onEnd(province.close);
      const bare = openBareStore(province.folder, 'bare');
      onEnd(bare.close);
      const straight = openBareStore(province.folder, 'straight');
      onEnd(straight.close);
      const rounds = await inRounds(ROUNDS, say, async () => {
        const products = await addProducts(province, PRODUCTS);
        await walkToImplementation(province, products);
        const asked = products.map((p) => Array.from({ length: EACH }, (_, i) => recording(p, i)));
        for (const store of [bare, straight]) store.catchUp(province.storeFile);
        const before = await headOf(province);
        const ours = await perSecond(PRODUCTS * EACH, () =>
          together(CALLERS, asked, async (requests) => {
            for (const request of requests) await execute(province, request);
          }),
        );
        const rows = rowsOf(province.storeFile, before);
        const events = await province.store.readAll({ after: before, limit: rows.length });
        const work = inGroups(workOf(asked.flat(), events));
        return {
          ours,
          group: await perSecond(rows.length, () => together(CALLERS, rows, bare.insert)),
          straight: await perSecond(rows.length, () => straightLoop(straight, work)),
        };
      });
      return [
        {
          name: 'execute-64-callers',
          unit: 'commands/s',
          baseline: `group commit of the same rows, ${CALLERS} callers`,
          goal: atLeast(0.35),
          ...compare(rounds, 'ours', 'group'),
        },
        {
          name: 'execute-64-callers-straight',
          unit: 'commands/s',
          baseline: 'straight loop: validate, canonicalize, hash, group commit',
          goal: atLeast(0.7),
          ...compare(rounds, 'ours', 'straight'),
        },
      ];
    }),
};

function inGroups<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / CALLERS) }, (_, i) => all.slice(i * CALLERS, (i + 1) * CALLERS));
}

/** A request and what executeCommand made of it; the loop is told what only state and permission could tell it. */
type Work = { command: Command; input: unknown; written: HashedMembers; hash: string };

/** In the order in which they were written. */
function workOf(asked: readonly CommandRequest[], events: readonly StoredEvent[]): readonly Work[] {
  const requests = new Map(asked.map((request) => [request.commandId, request]));
  return events.map(({ id: _id, hash, position: _position, ...written }) => {
    const request = requests.get(written.commandId);
    if (!request) throw new Error(`${written.commandId} was not asked for`);
    return { command: request.command, input: request.input, written, hash };
  });
}

function straightLoop(store: BareStore, groups: readonly (readonly Work[])[]): void {
  for (const group of groups) store.insertAll(group.map(toRow));
}

/** The same row again: what was sent is validated and hashed, the event is validated, canonicalized and hashed. */
function toRow({ command, input, written, hash: expected }: Work): Row {
  const parsed = command.input.parse(input);
  const commandHash = digest({ name: command.name, input: parsed });
  const data = command.aggregate.events.get(written.type)?.schema.parse(parsed);
  const { stream, revision, type, id, hash, data: _, ...meta } = sealEvent({ ...written, data, commandHash });
  if (hash !== expected) throw new Error(`the straight loop wrote another ${type} than executeCommand`);
  return { stream, revision, type, id, hash, data: JSON.stringify(data), meta: JSON.stringify(meta) };
}
