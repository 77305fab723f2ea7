import type { Command } from '../../domain/kernel/command.ts';
import { digest, type HashedMembers, type StoredEvent, sealEvent } from '../../eventstore/envelope.ts';
import type { CommandRequest } from '../../eventstore/execute-command.ts';
import { type BareStore, openBareStore, type Row, rowsOf } from './bare-store.ts';
import { atLeast, type Bench } from './figure.ts';
import { addProducts, CALLERS, execute, openProvince, recording, walkToImplementation } from './province.ts';
import { compare, inRounds, perSecond, together } from './rounds.ts';

const [ROUNDS, EACH] = [7, 60];

/** 64 callers on 64 streams: appends that meet in a turn of the event loop share one durable transaction. */
export const manyCallers: Bench = {
  names: ['execute-64-callers', 'execute-64-callers-straight'],
  about:
    'executeCommand with 64 callers, against a bare group commit of the same rows, and against a straight loop that validates, canonicalizes, hashes and group-commits them',
  async measure(say) {
    const province = await openProvince();
    try {
      const rounds = await inRounds(ROUNDS, say, async (no) => {
        const products = await addProducts(province, CALLERS);
        await walkToImplementation(province, products);
        const before = (await province.store.head())?.position;
        const ours = await perSecond(CALLERS * EACH, () =>
          together(CALLERS, products, async (product) => {
            for (let i = 0; i < EACH; i++) await execute(province, recording(product, i));
          }),
        );
        const rows = rowsOf(province.storeFile, before);
        const events = await province.store.readAll({ ...(before ? { after: before } : {}), limit: rows.length });
        const asked = Array.from({ length: EACH }, (_, i) => products.map((p) => recording(p, i))).flat();

        const bare = openBareStore(province.folder, `bare-${no}`);
        const group = await perSecond(rows.length, () => together(CALLERS, rows, bare.insert));
        bare.close();

        const other = openBareStore(province.folder, `straight-${no}`);
        const work = inGroups(workOf(asked, events));
        const straight = await perSecond(rows.length, () => straightLoop(other, work));
        other.close();
        return { ours, group, straight };
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
    } finally {
      await province.close();
    }
  },
};

function inGroups<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / CALLERS) }, (_, i) => all.slice(i * CALLERS, (i + 1) * CALLERS));
}

/** A request and what executeCommand made of it; the loop is told what only state and permission could tell it. */
type Work = { command: Command; input: unknown; written: HashedMembers; hash: string };

function workOf(asked: readonly CommandRequest[], events: readonly StoredEvent[]): readonly Work[] {
  const byCommand = new Map(events.map((e) => [e.commandId, e]));
  return asked.map(({ command, input, commandId }) => {
    const event = byCommand.get(commandId);
    if (!event) throw new Error(`${commandId} was not written`);
    const { id: _id, hash, position: _position, ...written } = event;
    return { command, input, written, hash };
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
