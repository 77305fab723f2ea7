// A paper that somebody names has been written: none is dated ahead of the day on which it is entered.
import { document } from '../kernel/fields.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Day } from '../time/civil-date.ts';

const PAPER_AHEAD = refusal('PAPER_AHEAD', 'invalid', {
  vi: 'Văn bản {number} ghi ngày {date}, sau hôm nay ({today}).',
  en: 'The paper {number} is dated {date}, after today ({today}).',
});

/** The first paper in what was sent, wherever it stands in it, that is dated ahead. */
export function paperAhead(sent: unknown, today: Day, pointer = ''): Refusal | undefined {
  if (typeof sent !== 'object' || sent === null) return undefined;
  const { number, date } = sent as { number?: unknown; date?: unknown };
  if (typeof date === 'string' && date > today && document.safeParse(sent).success)
    return PAPER_AHEAD({ number: String(number), date, today }, `${pointer}/date`);
  for (const [name, part] of Object.entries(sent)) {
    const ahead = paperAhead(part, today, `${pointer}/${name}`);
    if (ahead) return ahead;
  }
  return undefined;
}
