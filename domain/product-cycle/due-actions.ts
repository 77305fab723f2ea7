// What a cycle's deadline makes due beside the procedure: its date moves with the plan, it reminds, it is overdue.
import { takeBackCertificate } from '../certificate/beginning.ts';
import { certificate } from '../certificate/certificate.ts';
import type { DueAction } from '../kernel/due-action.ts';
import { product as productOf } from '../product/product.ts';
import { recordProductCode } from '../product-code/product-code.ts';
import { drawProductCode, productCodes } from '../product-code/product-codes.ts';
import { nextReminder } from '../programme-year/reminder-days.ts';
import { dueOfDate } from '../programme-year/watched-date.ts';
import { dayOf } from '../time/civil-date.ts';
import { unitTree } from '../unit/unit-tree.ts';
import { type CycleQuestion, causeIn } from './cycle-facts.ts';
import { awaitTelling, tellingToAwait } from './escalation/telling.ts';
import { endsWithProduct, followProduct, productNews } from './following-product.ts';
import { papersEnding } from './paper-ends.ts';
import { cycleParts } from './product-cycle.ts';
import { deadlineToMove, markOverdue, moveDeadline, recordReminderDue } from './reminding.ts';
import { waitingFor } from './waiting.ts';

/**
 * Past and coming. Each names what made it due, so that the same cause never acts twice and a correction, a moved
 * deadline or a second visit makes a new one.
 */
export function dueActions(q: CycleQuestion): readonly DueAction[] {
  const { id, state, year, at } = q;
  const product = q.product ?? {};
  const news = productNews(state, product, q.owner ?? {});
  const ends = endsWithProduct(state, { product, year, units: q.units ?? unitTree.initial });
  if (ends) {
    const cause = `${productOf.stream(cycleParts(id).product)}@${product.changedAt ?? 0}`;
    return [{ command: followProduct.name, dueAt: at, cause, which: 'ends' }];
  }
  if (news)
    return [
      {
        command: followProduct.name,
        dueAt: at,
        cause: causeIn(id, state)(state.toldAt ?? 0),
        which: JSON.stringify(news),
      },
    ];
  // Last, so that a code that cannot be given yet keeps nobody from what is due besides.
  return [
    ...certificateToTakeBack(q),
    ...ofDates(q),
    ...papersEnding(q),
    ...(q.code && product.code === undefined ? [codeToGive(q, q.code.drawn)] : []),
  ];
}

/** What was issued for a recognition that was annulled is void. */
function certificateToTakeBack({ id, state, certificate: its, at }: CycleQuestion): readonly DueAction[] {
  if (!its?.begun || its.ended?.as === 'taken-back' || state.ended?.kind === 'recognised') return [];
  const stream = certificate.stream(id);
  const cause = causeIn(id, state)(its.begun.recognition);
  return [{ command: takeBackCertificate.name, dueAt: at, cause, which: stream, on: { stream, input: {} } }];
}

/** What is to be told gets its date; dates move with the plan, remind, and pass. */
function ofDates({ id, state, year, yearStream, at }: CycleQuestion): readonly DueAction[] {
  const { deadline } = state;
  const telling = tellingToAwait(state, year);
  if (telling)
    return [
      { command: awaitTelling.name, dueAt: at, cause: causeIn(id, state)(telling.ended.at), which: telling.what },
    ];
  if (!deadline) return [];
  const cause = causeIn(id, state)(deadline.at);
  const to = deadlineToMove(state, year);
  if (to) {
    const which = to.dueOn === deadline.dueOn ? `${cause}/confirmed` : cause;
    return [{ command: moveDeadline.name, dueAt: at, cause: `${yearStream}@${year.changedAt}`, which }];
  }
  // Nobody is reminded of the process's own next move: the date of whom it leads to comes with that.
  if (!waitingFor(state, year)) return [];
  const reminder = nextReminder(deadline, year, dayOf(at));
  const named = { mark: markOverdue.name, remind: recordReminderDue.name, which: reminder?.which, cause };
  return dueOfDate({ passes: deadline.overdue ? undefined : deadline, reminder, ...named });
}

/** The register draws a code for what was recognised, and the product takes it. */
function codeToGive({ id, state, at }: CycleQuestion, drawn: boolean): DueAction {
  const { product, province } = cycleParts(id);
  const because = { dueAt: at, cause: causeIn(id, state)(state.ended?.at ?? 0), which: product };
  return drawn
    ? { command: recordProductCode.name, ...because, on: { stream: productOf.stream(product), input: {} } }
    : {
        command: drawProductCode.name,
        ...because,
        on: { stream: productCodes.stream(province), input: { cycle: id } },
      };
}
