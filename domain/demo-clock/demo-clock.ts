// The demo's clock is a fact like any other: how far it runs ahead of (or behind) real time, moved on by a command.
// A store that carries the demo mark has this stream; a real store never has it, so its clock cannot be shifted.
import { z } from 'zod';
import { aggregate } from '../kernel/aggregate.ts';
import { refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';

export const DEMO_CLOCK_ID = 'demo';

export type DemoClock = { readonly province?: string; readonly offsetMs: number };

export const demoClock = aggregate<DemoClock>({
  category: 'demoClock',
  resource: 'demo-clocks',
  words: { vi: 'Đồng hồ minh họa', en: 'Demo clock' },
  id: z.literal(DEMO_CLOCK_ID),
  initial: { offsetMs: 0 },
  situation: ({ state, input }) => {
    const province = state.province ?? input?.province ?? '';
    return { province, place: province, rulebook: '' };
  },
  reaches: () => ({}),
});

const DEMO_CLOCK_EXISTS = refusal('DEMO_CLOCK_EXISTS', 'conflict', {
  vi: 'Đồng hồ minh họa đã có.',
  en: 'There is a demo clock already.',
});

const demoClockSet = demoClock.event('DemoClockSet', {
  version: 1,
  schema: z.strictObject({ province: z.string(), offsetMs: z.int() }),
  evolve: (_, data) => data,
  sentence: () => ({ vi: 'Đặt đồng hồ minh họa', en: 'Demo clock set' }),
});

const demoClockMoved = demoClock.event('DemoClockMoved', {
  version: 1,
  schema: z.strictObject({ byMs: z.int().positive() }),
  evolve: (state, { byMs }) => ({ ...state, offsetMs: state.offsetMs + byMs }),
  sentence: ({ byMs }) => ({
    vi: `Đồng hồ minh họa tiến ${Math.round(byMs / 3_600_000)} giờ`,
    en: `Demo clock moved on by ${Math.round(byMs / 3_600_000)} hours`,
  }),
});

export const setDemoClock = demoClock.command('SetDemoClock', {
  input: z.strictObject({ province: z.string(), offsetMs: z.int() }),
  by: responsibility('move-demo-clock'),
  atInstallation: true,
  starts: () => DEMO_CLOCK_EXISTS(),
  decide: ({ input }) => [demoClockSet(input)],
  words: { vi: 'Đặt đồng hồ minh họa', en: 'Set the demo clock' },
});

export const moveDemoClock = demoClock.command('MoveDemoClock', {
  /** at most 400 days at once */
  input: z.strictObject({ byMs: z.int().positive().max(34_560_000_000) }),
  by: responsibility('move-demo-clock'),
  decide: ({ input }) => [demoClockMoved(input)],
  words: { vi: 'Cho đồng hồ minh họa tiến', en: 'Move the demo clock on' },
});
