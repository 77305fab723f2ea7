// A certificate: to be issued by a day, it then takes the place of the product’s older one, stands, and runs out, unless a renewal under way
// holds it. That it runs out is warned of beside the procedure.
import type { CertificateFacts } from '../domain/certificate/certificate-facts.ts';
import { give, type Move, over, until } from '../domain/kernel/procedure.ts';

export function certificate({ issued, toAwait, toSupersede, toRestore, end, ended }: CertificateFacts): Move {
  if (toRestore) return onOlder('RestoreCertificate', toRestore, {});
  if (ended) return over(ended);
  if (toAwait) return give('AwaitIssue', { cause: toAwait.cause, which: toAwait.dueOn });
  if (!issued) return until('number and day of issue');
  if (toSupersede) return onOlder('SupersedeCertificate', toSupersede, { by: toSupersede.by });
  if (!end) return until('its end');
  const atTheEnd = { cause: issued, which: end.until, dueAt: end.at };
  return end.holds ? give('HoldValidity', atTheEnd) : give('ExpireCertificate', atTheEnd);
}

type Older = NonNullable<CertificateFacts['toSupersede']>;

const onOlder = (command: string, { stream, cause, which }: Older, input: Readonly<Record<string, unknown>>): Move =>
  give(command, { cause, which, on: { stream, input } });
