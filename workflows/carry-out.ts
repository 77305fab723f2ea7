// The only file here that speaks Temporal: carries out any procedure on a stream. Look, ask the procedure, give what is
// due or wait for one timer or a hint, look again (giving shows the stream as it stands then). It remembers nothing that the stream does not say, so it can be
// ended, reset or started anew at any moment.
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import {
  condition,
  continueAsNew,
  defineSignal,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { ProcessActivities, Sight } from '../activities/process-activities.ts';
import { type DueAction, dueCommandId, earliest } from '../domain/kernel/due-action.ts';
import { actionsOf, type Move, type Procedure, until } from '../domain/kernel/procedure.ts';

/** "Look again; your stream is at least at this revision." Doubled or reordered hints are harmless. */
const hint = defineSignal<[number]>('hint');

const activities = proxyLocalActivities<ProcessActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '100ms', maximumInterval: '10s' },
});

/** A due action that changed nothing is not tried in a circle: it waits for the next hint, at most this long. */
const PARKED_MS = 3_600_000;
/** A timer may not be longer than the server allows; it is simply set again. */
const LONGEST_MS = 200 * 86_400_000;
/** Events of a run after which the next step gets a run of its own: replaying stays quick, most steps cost nothing. */
const LONG_HISTORY = 100;

const ocopStep = defineSearchAttributeKey('OcopStep', SearchAttributeType.KEYWORD);
const ocopTier = defineSearchAttributeKey('OcopTier', SearchAttributeType.KEYWORD);
const ocopDueAt = defineSearchAttributeKey('OcopDueAt', SearchAttributeType.DATETIME);
const ocopPlace = defineSearchAttributeKey('OcopPlace', SearchAttributeType.KEYWORD);

export type Run = { id: string; known: number };

export function carryOut<Facts>(procedure: Procedure<Facts>): (run: Run) => Promise<void> {
  return async function follow({ id, known }) {
    const { workflowType } = workflowInfo();
    const stream = `${workflowType}-${id}`;
    let atLeast = known;
    let hinted = false;
    let fruitless: string | undefined;
    let because = '';
    let begunAt: string | undefined;
    let shown = '';
    let shownByGiving: Sight | undefined;
    setHandler(hint, (revision) => {
      atLeast = Math.max(atLeast, revision);
      hinted = true;
    });
    const wait = (ms: number, summary: string) =>
      condition(() => hinted, Math.max(1, Math.min(ms, LONGEST_MS)), { summary });

    for (;;) {
      // What giving a command has shown is as fresh as a look, unless a hint has come since.
      const given = hinted ? undefined : shownByGiving;
      shownByGiving = undefined;
      hinted = false;
      const sight = given ?? (await activities.look({ stream, atLeast, now: Date.now() }));
      // What a look did not find in time is not there: after an older backup came back, the stream is shorter.
      atLeast = hinted ? Math.max(atLeast, sight.revision) : sight.revision;
      const move = sight.facts === undefined ? until('its first fact') : procedure(sight.facts as Facts);
      const due = earliest(actionsOf(move, sight.deadlines, sight.at));
      begunAt ??= sight.shown.step;
      const inVain = due !== undefined && dueCommandId(stream, due) === fruitless;
      const isGiven = due !== undefined && due.dueAt <= sight.at && !inVain;
      // Where it stands is told when it stands there: what is given at once is past before anybody reads of it.
      if (!isGiven) shown = show(sight, due, inWords(move, due), shown);
      if (move.kind === 'over' && !due) return;
      // Only the id and the known revision are carried on.
      const { historyLength, continueAsNewSuggested } = workflowInfo();
      if (continueAsNewSuggested || (sight.shown.step !== begunAt && historyLength > LONG_HISTORY))
        await continueAsNew<typeof follow>({ id, known: atLeast });
      if (hinted) continue;
      if (!due) {
        await wait(LONGEST_MS, inWords(move, due));
      } else if (inVain) {
        fruitless = undefined;
        await wait(PARKED_MS, `${due.command} changed nothing${because}`);
      } else if (isGiven) {
        const { outcome, code, sight: after } = await activities.give({ stream, due, atLeast, now: Date.now() });
        because = code ? ` (${code})` : '';
        fruitless = outcome === 'appended' ? undefined : dueCommandId(stream, due);
        shownByGiving = after;
      } else {
        await wait(Date.parse(due.dueAt) - Date.parse(sight.at), inWords(move, due));
      }
    }
  };
}

/** Where the stream is and why it waits, as people read it in Temporal's own UI. */
function inWords(move: Move, due: DueAction | undefined): string {
  const next = due && `${due.command} ${due.which}`;
  if (move.kind === 'give') return `gives ${next}`;
  if (move.kind === 'over') return move.what;
  return next ? `until ${move.what}; next ${next}` : `until ${move.what}`;
}

/** What Temporal's own lists can be filtered by, and its page of a run says; nothing personal. */
function show({ shown, facts }: Sight, due: DueAction | undefined, words: string, before: string): string {
  const now = JSON.stringify([shown, due?.dueAt, words]);
  if (now === before || facts === undefined) return now;
  setCurrentDetails(words);
  upsertSearchAttributes([
    { key: ocopStep, value: shown.step ?? null },
    { key: ocopTier, value: shown.tier ?? null },
    { key: ocopDueAt, value: due ? new Date(due.dueAt) : null },
    { key: ocopPlace, value: shown.place ?? null },
  ]);
  return now;
}
