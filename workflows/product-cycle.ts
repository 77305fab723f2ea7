// One product's year as the procedure runs it: six steps, the fifth by way of the rulebook's tiers.
// The rules (what is done when, what is due) are the domain's; this shows the way and keeps the time.
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { continueAsNew, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { CycleView } from '../activities/process-activities.ts';
import { activities, type Followed, followStream } from './follow-stream.ts';
import { rateThroughTiers } from './rating-escalation.ts';

/** Events of a run after which the next step gets a run of its own: replaying stays quick, and most steps cost nothing. */
const LONG_HISTORY = 100;

export type ProductCycleRun = { id: string; known: number };

const ocopStep = defineSearchAttributeKey('OcopStep', SearchAttributeType.KEYWORD);
const ocopTier = defineSearchAttributeKey('OcopTier', SearchAttributeType.KEYWORD);
const ocopDueAt = defineSearchAttributeKey('OcopDueAt', SearchAttributeType.DATETIME);
const ocopPlace = defineSearchAttributeKey('OcopPlace', SearchAttributeType.KEYWORD);

type StepName = NonNullable<CycleView['step']>;
type Turn = (cycle: Followed, view: CycleView) => Promise<void>;

const until =
  (meaning: string): Turn =>
  (cycle, view) =>
    cycle.doOrWait(view, meaning);

/** Each step is open until what ends it is a fact; then the next one is due to be opened. */
const steps: Record<StepName, Turn> = {
  awareness: until('until a potential product is identified'),
  idea: until('until the province has approved the idea'),
  'business-plan': until('until the district has selected the plan'),
  implementation: until('until a dossier is filed'),
  rating: rateThroughTiers,
  promotion: until('promotion goes on all year'),
};

export async function productCycle({ id, known }: ProductCycleRun): Promise<void> {
  const cycle = followStream(id, known);
  let begunAt: string | undefined;
  let shown = '';
  for (;;) {
    const view = await cycle.look(activities.lookAtCycle);
    begunAt ??= view.step;
    shown = show(view, shown);
    if (view.ended && !view.next) return;
    // A new step begins a new run once the history has grown; only the id and the known revision are carried on.
    if (view.step !== undefined && view.step !== begunAt && workflowInfo().historyLength > LONG_HISTORY)
      await continueAsNew<typeof productCycle>({ id, known: cycle.known() });
    const turn = view.found && view.step ? steps[view.step] : until('until the cycle has begun');
    await turn(cycle, view);
  }
}

/** What Temporal's own lists can be filtered by; nothing personal. */
function show(view: CycleView, shown: string): string {
  const now = `${view.step} ${view.tier} ${view.next?.dueAt}`;
  if (now === shown || !view.found) return now;
  upsertSearchAttributes([
    { key: ocopStep, value: view.step ?? null },
    { key: ocopTier, value: view.tier ?? null },
    { key: ocopDueAt, value: view.next ? new Date(view.next.dueAt) : null },
    { key: ocopPlace, value: view.place ?? null },
  ]);
  return now;
}
