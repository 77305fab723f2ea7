// The way through the rulebook's tiers: open the tier → its result → dossier forwarded and received → next tier,
// or stop; what the nation returns goes to the province's review. Entered anew at each turn from where the state
// stands, so that a correction can also lead back.
import type { CycleView } from '../activities/process-activities.ts';
import type { Followed } from './follow-stream.ts';

export async function rateThroughTiers(cycle: Followed, view: CycleView): Promise<void> {
  switch (view.phase) {
    case 'dossier-awaited':
      return cycle.doOrWait(view, 'until a dossier is filed');
    case 'tier-to-open':
      return cycle.doOrWait(view, 'open the next tier');
    case 'result-awaited':
      return cycle.doOrWait(view, `until tier ${view.tier} has its result`);
    case 'hand-over-awaited':
      return cycle.doOrWait(view, `until tier ${view.tier} has handed the dossier over`);
    case 'review-to-open':
      return cycle.doOrWait(view, `open the review of what tier ${view.tier} returned`);
    case 'review-awaited':
      return cycle.doOrWait(view, `until tier ${view.tier} has reviewed it`);
    case 'recognition-awaited':
      return cycle.doOrWait(view, `until tier ${view.tier} has recognised it`);
    case 'over':
      return cycle.doOrWait(view, 'the rating is over');
  }
}
