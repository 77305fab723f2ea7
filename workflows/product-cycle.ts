// The procedure of one product's year: six steps, the fifth by way of the rulebook's tiers. Asked from the top after
// each look at the facts, so that a correction can also lead back. What comes next is decided here and nowhere else;
// the guards of the commands are the safety that a wrong turn changes nothing.
import { give, type Move, over, until } from '../domain/kernel/procedure.ts';
import type { CertificateOfCycle, CycleFacts } from '../domain/product-cycle/cycle-facts.ts';
import type { Step } from '../domain/programme-year/steps.ts';
import { rateThroughTiers } from './rating-escalation.ts';

export function productCycle(c: CycleFacts): Move {
  if (c.ended) return afterTheEnd(c, c.ended);
  const move = sixSteps(c);
  // What still waits for its dossier when the year closes is carried over.
  return move.kind === 'wait' && c.closedOver ? give('CarryOver', { cause: c.closedOver, which: c.began }) : move;
}

function sixSteps(c: CycleFacts): Move {
  switch (c.step) {
    case undefined:
      return open(c.entry, c.began);
    case 'awareness':
      return c.done ? open('idea', c.done) : until('a potential product is identified');
    case 'idea':
      return c.done ? open('business-plan', c.done) : until('the idea is approved');
    case 'business-plan':
      return c.done ? open('implementation', c.done) : until('the plan is selected');
    case 'implementation':
      return c.done ? open('rating', c.done) : until('a dossier is filed');
    case 'rating':
      return rateThroughTiers(c);
    case 'promotion':
      return until('promotion goes on all year');
  }
}

/** A recognised product is promoted; what was carried over goes on in the next year, or in its own opened again. */
function afterTheEnd({ step, next, reopened, certificate }: CycleFacts, ended: NonNullable<CycleFacts['ended']>): Move {
  switch (ended.as) {
    case 'recognised':
      if (step !== 'promotion') return open('promotion', ended.by);
      return certificate ? openCertificate(certificate) : over('recognised, and promoted all year');
    case 'carried-over': {
      if (!next) return over('it goes on next year');
      const because = { cause: ended.by, which: next.cycle };
      if (next.begun) return give('RecordCarriedOverTo', because);
      if (reopened) return give('TakeBackCycle', { cause: reopened, which: ended.by });
      if (next.planned) return give('ContinueCycle', { ...because, on: next.on });
      return until('the plan of the next year is approved');
    }
    case 'rated':
      return over('rated without recognition');
    case 'not-selected':
      return over('not selected this year');
    case 'withdrawn':
      if (reopened) return give('TakeBackCycle', { cause: reopened, which: ended.by });
      return ended.withProduct ? until('the end of its product is taken back') : over('withdrawn');
  }
}

/** A certificate begins with the recognition; that it has begun is recorded here. */
const openCertificate = ({ stream, cause, next }: CertificateOfCycle): Move =>
  next === 'record'
    ? give('RecordCertificateOpened', { cause, which: stream })
    : give('BeginCertificate', { cause, which: stream, on: { stream, input: {} } });

const open = (step: Step, cause: string): Move => give('OpenStep', { cause, which: step, input: { step } });
