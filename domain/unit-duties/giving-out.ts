// The year gives its units their duties, each on a stream of its own, and records which have them.
import { z } from 'zod';
import { type Need, splitStream } from '../kernel/aggregate.ts';
import { workflow } from '../kernel/command.ts';
import { own } from '../kernel/own.ts';
import { programmeYear } from '../programme-year/programme-year.ts';
import { type UnitDuties, unitDuties } from './unit-duties.ts';

const streams = z.array(z.string()).min(1).max(100);

const dutiesGivenOut = programmeYear.event('DutiesGivenOut', {
  version: 1,
  schema: z.strictObject({ streams }),
  quiet: true,
  evolve: (state, { streams }) => ({ ...state, dutiesGiven: [...(state.dutiesGiven ?? []), ...streams] }),
  sentence: ({ streams }) => ({
    vi: `Đã giao nhiệm vụ trong năm cho ${streams.length} đơn vị`,
    en: `${streams.length} units were given their duties of the year`,
  }),
});

export const recordDutiesGivenOut = programmeYear.command('RecordDutiesGivenOut', {
  input: z.strictObject({ streams }),
  by: workflow,
  needs: ({ input }): Readonly<Record<string, Need<UnitDuties>>> =>
    Object.fromEntries((input?.streams ?? []).map((stream) => [stream, unitDuties.need(splitStream(stream).id)])),
  decide: ({ state, input, needs }) => {
    const of = needs as Readonly<Record<string, UnitDuties>>;
    const given = input.streams.filter((stream) => own(of, stream)?.begun && !state.dutiesGiven?.includes(stream));
    return given.length > 0 ? [dutiesGivenOut({ streams: given })] : [];
  },
  words: { vi: 'Ghi nhận đã giao nhiệm vụ', en: 'Record which units have their duties' },
});
