// How a council's people and products are called on its screens: people by seat and who sent them, products by their names.
import { useQueries } from '@tanstack/react-query';
import { useMe } from '../../frame/me.ts';
import type { Session } from '../../talk/council-answers.ts';
import type { CycleState } from '../../talk/cycle-state.ts';
import { cycle } from '../../talk/reads.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import { placeOf } from '../../words/of-cycle.ts';

export function useSeats({ members }: Pick<Session, 'members'>) {
  const { t } = useWords();
  const names = useNames();
  const me = useMe().account;
  const ofSeat = new Map(members.map((member) => [member.account, `${names.role(member.seat)} – ${member.from}`]));
  const isTwice = (called: string) => [...ofSeat.values()].filter((one) => one === called).length > 1;
  return {
    who(account: string): string {
      const called = ofSeat.get(account) ?? account;
      const apart = isTwice(called) ? `${called} (${account})` : called;
      return account === me ? `${apart} (${t('council.people.you')})` : apart;
    },
    mine: members.find(({ account }) => account === me),
  };
}

export type Products = ReturnType<typeof useProducts>;

/** @param cycles of the agenda; what a reader may not see is called by its id */
export function useProducts(cycles: readonly string[]) {
  const asked = useQueries({ queries: cycles.map((id) => ({ ...cycle(id), staleTime: 60_000 })) });
  const known = new Map(cycles.map((id, i) => [id, asked[i]?.data?.body]));
  return {
    name: (id: string): string => known.get(id)?.board?.productName ?? id,
    place: (id: string): string | undefined => {
      const item = known.get(id)?.board;
      return item && placeOf(item);
    },
    state: (id: string): CycleState | undefined => known.get(id)?.state,
  };
}
