// What a deadline is about, and where in the plan its date stands, in words.
import { own } from '../kernel/own.ts';
import type { Words } from '../kernel/refusal.ts';
import type { handedSubject, tierSubject } from '../product-cycle/deadline.ts';
import { tierName } from '../product-cycle/escalation/tier.ts';
import { steps } from '../programme-year/steps.ts';

const handed: Record<Parameters<typeof handedSubject>[1], Words> = {
  select: { vi: 'chọn', en: 'selecting' },
  approve: { vi: 'duyệt', en: 'approving' },
  again: { vi: 'nộp lại', en: 'handing in again' },
};

const atTier: Record<Parameters<typeof tierSubject>[1], Words> = {
  result: { vi: 'có kết quả', en: 'the result' },
  forward: { vi: 'chuyển hồ sơ lên cấp trên', en: 'forwarding' },
  receive: { vi: 'tiếp nhận hồ sơ', en: 'receiving the dossier' },
  recognise: { vi: 'quyết định công nhận', en: 'recognition' },
  review: { vi: 'rà soát', en: 'the review' },
  'go-on': { vi: 'giải quyết tiếp', en: 'going on' },
  tell: { vi: 'thông báo kết quả', en: 'telling the result' },
  publish: { vi: 'công bố', en: 'publication' },
};

const stepName = (step: string): Words => own(steps as Record<string, Words>, step) ?? { vi: step, en: step };

/** @param subject of a deadline: `step/idea`, `tier/district/result` … */
export function subjectWords(subject: string): Words {
  const [kind = '', name = '', what] = subject.split('/');
  const of = kind === 'step' ? stepName(name) : tierName(name);
  if (what === undefined) return kind === 'step' || kind === 'tier' ? of : { vi: subject, en: subject };
  const act = own((kind === 'step' ? handed : atTier) as Record<string, Words>, what) ?? { vi: what, en: what };
  return { vi: `${of.vi}: ${act.vi}`, en: `${of.en}: ${act.en}` };
}

/** @param place as a basis names it: `window of idea`, `filing for round 1`, `round 1, district resultBy` */
export function planPlaceWords(place: string): Words {
  const [, step] = /^window of (\S+)$/.exec(place) ?? [];
  if (step) return { vi: `thời gian của bước ${stepName(step).vi}`, en: `window of ${stepName(step).en}` };
  const [, filing] = /^filing for round (\d+)$/.exec(place) ?? [];
  if (filing) return { vi: `nộp hồ sơ đợt ${filing}`, en: place };
  const [, round, tier = '', act = ''] = /^round (\d+), (\S+) (\w+)By$/.exec(place) ?? [];
  if (!round) return { vi: place, en: place };
  const about = subjectWords(`tier/${tier}/${act}`);
  return { vi: `đợt ${round}, ${about.vi}`, en: `round ${round}, ${about.en}` };
}
