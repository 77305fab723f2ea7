// Six steps: done, under way, or not yet; late or not. Under the fifth the tiers that rate.

import { useQuery } from '@tanstack/react-query';
import { own } from '../../../domain/kernel/own.ts';
import { type Step, stepIds, steps } from '../../../domain/programme-year/step-names.ts';
import type { BoardItem } from '../../talk/answers.ts';
import type { CycleState } from '../../talk/cycle-state.ts';
import { names } from '../../talk/reads.ts';
import { dayShown } from '../../words/dates.ts';
import { useWords } from '../../words/language.ts';
import { useNames } from '../../words/names.ts';
import classes from './track.module.css';

const isBefore = (id: Step, other: string | undefined): boolean =>
  other !== undefined && stepIds.indexOf(id) < stepIds.indexOf(other as Step);

export function Track({ state, item }: { state: CycleState; item: BoardItem | undefined }) {
  const { t, say } = useWords();
  const told = (id: Step): readonly [mark: string, words: string] => {
    const done = own(state.done, id);
    const day = done && dayShown(done.on);
    if (done?.late) return ['done-late', t('case.doneLate', { day })];
    if (done) return ['done', t('case.done', { day })];
    if (isBefore(id, state.entry) || (state.step !== id && isBefore(id, state.step)))
      return ['skipped', t('case.skipped')];
    if (state.step !== id || state.ended) return ['not-yet', t('case.notYet')];
    return item?.overdue ? ['late', t('case.openLate')] : ['open', t('case.openNow')];
  };
  return (
    <ol className={classes.track} aria-label={t('case.track')}>
      {stepIds.map((id, i) => {
        const [mark, words] = told(id);
        return (
          <li key={id} data-mark={mark} aria-current={state.step === id && !state.ended ? 'step' : undefined}>
            <span className={classes.no} aria-hidden>
              {mark === 'done' || mark === 'done-late' ? '✓' : i + 1}
            </span>
            <span className={classes.name}>{say(steps[id])}</span>
            <span className={classes.told}>{words}</span>
            {id === 'rating' && <Ladder state={state} />}
          </li>
        );
      })}
    </ol>
  );
}

function Ladder({ state }: { state: CycleState }) {
  const { t } = useWords();
  const { tier } = useNames();
  const all = useQuery(names()).data;
  const ladder = (all && own(all.ladders, state.rulebook ?? state.expectedRulebook ?? '')) ?? [];
  if (state.visits.length === 0) return null;
  return (
    <span className={classes.ladder} role="group" aria-label={t('case.ladder')}>
      {ladder.map((id) => {
        const visit = state.visits.findLast((one) => one.tier === id);
        const stars = visit?.result?.stars;
        return (
          <span key={id} data-mark={visit?.result ? 'done' : visit ? 'open' : 'not-yet'}>
            {tier(id)}
            {stars ? ` ${stars}★` : visit && !visit.result ? ` – ${t('case.openNow')}` : ''}
          </span>
        );
      })}
    </span>
  );
}
