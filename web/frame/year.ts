// The year one is looking at: the one in the address, else the one that it is, by the demo's clock in a demo.
import { useRouterState } from '@tanstack/react-router';
import { dayOfMoment } from '../words/dates.ts';
import { useMe } from './me.ts';

/** Today in Vietnam, by the demo's clock in a demo. */
export function useToday(): string {
  const { clock } = useMe();
  return dayOfMoment(clock ?? new Date().toISOString());
}

export function useYear(): readonly [year: string] {
  const today = useToday();
  const inAddress = useRouterState({ select: (s) => (s.location.search as { year?: string }).year });
  const ofCycle = useRouterState({ select: (s) => /\/cycles\/\d+-(\d{4})-/.exec(s.location.pathname)?.[1] });
  // An address may have been typed by hand.
  const asked = inAddress !== undefined && /^20\d{2}$/.test(inAddress) ? inAddress : undefined;
  return [asked ?? ofCycle ?? today.slice(0, 4)];
}
