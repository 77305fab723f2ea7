import { closing } from '../closing.ts';
import { atLeast, type Bench, type Figure, type Goal } from '../figure.ts';
import { compare, inRounds, type Round } from '../rounds.ts';
import { POOL } from './emmett.ts';
import { type Field, openField } from './field.ts';
import pinned from './rivals/package.json' with { type: 'json' };
import type { SideName } from './sides.ts';

const ROUNDS = 9;
const CALLERS = 64;
/** Events of a stream, and how many streams each side writes in a round: about as long as the others take. */
const EACH = 10;
const STREAMS: Readonly<Record<SideName, { one: number; many: number }>> = {
  ours: { one: 256, many: 20 * CALLERS },
  floor: { one: 256, many: 20 * CALLERS },
  'emmett-sqlite': { one: 64, many: CALLERS },
  'emmett-postgresql': { one: 64, many: 2 * CALLERS },
};
const FILLED = { name: 'filled', streams: 200, each: 100 };

const RIVALS = ['emmett-sqlite', 'emmett-postgresql'] as const;
const WRITERS: readonly SideName[] = ['ours', 'floor', ...RIVALS];
const READERS: readonly SideName[] = ['ours', ...RIVALS];

/** Before the name of the side it is compared with. */
const figures = {
  'append-one-caller': { against: WRITERS, goal: { 'emmett-postgresql': atLeast(4) } },
  'append-64-callers': { against: WRITERS, goal: { 'emmett-postgresql': atLeast(8) } },
  replay: { against: READERS, goal: {} },
} satisfies Record<string, { against: readonly SideName[]; goal: Partial<Record<SideName, Goal>> }>;
type FigureName = keyof typeof figures;
const figureNames = Object.keys(figures) as FigureName[];

const baselinesOf = (figure: FigureName): readonly SideName[] => figures[figure].against.filter((s) => s !== 'ours');

/** The embedded store itself, with nothing of ours around it. */
export const store: Bench = {
  names: figureNames.flatMap((figure) => baselinesOf(figure).map((side) => `${figure}-${side}`)),
  about: `durable appends of one event each (sealed before the clock runs, as the others do not hash; the revision before it expected) and the replay of ${FILLED.streams * FILLED.each} events by the embedded store, against what the disk allows and two other event stores, each in a process of its own`,
  measure: (say) =>
    closing(async (onEnd) => {
      const field = await openField(say, onEnd);
      await field.each(READERS, (side) => side.fill(FILLED));
      const replays = await inRounds(ROUNDS, say, () => roundOf(field.each(READERS, (side) => side.replay())));
      const append = (kind: 'one' | 'many', callers: number) =>
        inRounds(ROUNDS, say, (no) =>
          roundOf(
            field.each(WRITERS, (side, name) =>
              side.append({ name: `${kind}${no}`, streams: STREAMS[name][kind], each: EACH }, callers),
            ),
          ),
        );
      const one = await append('one', 1);
      const many = await append('many', CALLERS);
      // Whoever did not keep what it was given has not taken part.
      await field.each(READERS, (side) => side.replay());
      return [
        ...inFigures(field, 'append-one-caller', one),
        ...inFigures(field, 'append-64-callers', many),
        ...inFigures(field, 'replay', replays),
      ];
    }),
};

const roundOf = async (taken: Promise<[SideName, number][]>): Promise<Round> => Object.fromEntries(await taken);

function inFigures(field: Field, figure: FigureName, rounds: readonly Round[]): readonly Figure[] {
  return baselinesOf(figure).map((side) => {
    const goal = (figures[figure].goal as Partial<Record<SideName, Goal>>)[side];
    const reason = field.missing(side);
    return {
      name: `${figure}-${side}`,
      unit: 'events/s',
      baseline: reason === undefined ? shown(field, figure, side) : `not measured: ${reason}`,
      ...(goal && { goal }),
      ...compare(rounds, 'ours', side),
      ...(reason !== undefined && { baselineValue: Number.NaN, ratio: Number.NaN }),
    };
  });
}

function shown(field: Field, figure: FigureName, side: SideName): string {
  const { dependencies: version } = pinned;
  const isReplay = figure === 'replay';
  if (side === 'floor')
    return figure === 'append-one-caller'
      ? 'write and fdatasync of the same bytes, event by event'
      : `write and fdatasync of the same bytes, ${CALLERS} events at a time`;
  if (side === 'emmett-sqlite')
    return `emmett-sqlite ${version['@event-driven-io/emmett-sqlite']}, ${isReplay ? 'page by page' : 'one connection kept open'}`;
  return `emmett-postgresql ${version['@event-driven-io/emmett-postgresql']} on PostgreSQL ${field.postgres}, ${isReplay ? 'all in one read' : `pool of ${POOL}`}`;
}
