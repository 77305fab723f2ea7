// What is found of a recognised product afterwards: inspections after recognition, and misuse of the mark. A finding takes
// nothing away by itself; it may lead to a revocation.
import { z } from 'zod';
import { choice, document, longText, paper, shownDay } from '../kernel/fields.ts';
import { markOf } from '../kernel/mark.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { responsibility } from '../rulebooks/responsibilities.ts';
import { type Day, day } from '../time/civil-date.ts';
import { type Certificate, certificate } from './certificate.ts';
import { findingKinds, findingResults } from './finding-words.ts';
import { notStanding } from './refusals.ts';

const FINDING_UNKNOWN = refusal('FINDING_UNKNOWN', 'unknown', {
  vi: 'Không có kết luận nào chờ khắc phục ở bản ghi {finding}.',
  en: 'There is no finding to be remedied at revision {finding}.',
});
const REMEDY_BEFORE_FINDING = refusal('REMEDY_BEFORE_FINDING', 'invalid', {
  vi: 'Hạn khắc phục {remedyBy} trước ngày kết luận ({on}).',
  en: 'The remedy is wanted by {remedyBy}, before the finding ({on}).',
});
const REMEDY_OF_WHAT_IS_KEPT = refusal('REMEDY_OF_WHAT_IS_KEPT', 'invalid', {
  vi: 'Kết luận đạt yêu cầu thì không có gì phải khắc phục.',
  en: 'Where all is kept there is nothing to remedy.',
});

const finding = {
  kind: choice(findingKinds),
  result: choice(findingResults),
  conclusion: document,
  remedyBy: day.optional(),
};

const findingRecorded = certificate.event('FindingRecorded', {
  version: 1,
  schema: z.strictObject({ ...finding, remarks: personalRef.optional() }),
  beside: true,
  evolve: (state, { kind, result, remedyBy }, meta) => ({
    ...state,
    findings: [...state.findings, { ...markOf(meta), kind, result, ...(remedyBy === undefined ? {} : { remedyBy }) }],
  }),
  sentence: ({ kind, result, conclusion, remedyBy }) => ({
    vi: `Kết luận ${findingKinds[kind].vi}: ${findingResults[result].vi}${remedyBy ? `, hạn ${shownDay(remedyBy)}` : ''} (${paper(conclusion)})`,
    en: `Finding, ${findingKinds[kind].en}: ${findingResults[result].en}${remedyBy ? ` by ${shownDay(remedyBy)}` : ''} (${paper(conclusion)})`,
  }),
  correctable: ['kind', 'result', 'conclusion', 'remedyBy'],
  recheck: (data, _, { occurredOn }) => remedyRefused(data, occurredOn) ?? data,
});

const findingRemedied = certificate.event('FindingRemedied', {
  version: 1,
  schema: z.strictObject({ finding: z.int().min(0), document }),
  beside: true,
  restsOn: ({ findings }, { finding }) => findings.find(({ at }) => at === finding),
  evolve: (state, { finding }, meta) => ({
    ...state,
    findings: state.findings.map((f) => (f.at === finding ? { ...f, remedied: markOf(meta) } : f)),
  }),
  sentence: ({ finding, document }) => ({
    vi: `Đã khắc phục kết luận ở bản ghi ${finding} (${paper(document)})`,
    en: `The finding at revision ${finding} was remedied (${paper(document)})`,
  }),
  correctable: ['document'],
});

type Said = { readonly result: keyof typeof findingResults; readonly remedyBy?: Day | undefined };

function remedyRefused({ result, remedyBy }: Said, on: Day): Refusal | undefined {
  if (remedyBy === undefined) return undefined;
  if (result === 'kept') return REMEDY_OF_WHAT_IS_KEPT({}, '/remedyBy');
  return remedyBy < on ? REMEDY_BEFORE_FINDING({ remedyBy, on }, '/remedyBy') : undefined;
}

const supervised = responsibility('supervise-certificates');

export const recordFinding = certificate.command('RecordFinding', {
  input: z.strictObject({ ...finding, remarks: personal(longText).optional() }),
  by: supervised,
  guard: ({ state }) => notStanding(state),
  decide: ({ input, occurredOn }) => remedyRefused(input, occurredOn) ?? [findingRecorded(input)],
  words: { vi: 'Ghi nhận kết luận hậu kiểm, vi phạm nhãn hiệu', en: 'Record a finding' },
});

const openFindings = ({ findings }: Certificate) => findings.filter((f) => f.result !== 'kept' && !f.remedied);

export const recordRemedy = certificate.command('RecordRemedy', {
  input: z.strictObject({ finding: z.int().min(0), document }),
  by: supervised,
  guard: ({ state }) => (openFindings(state).length > 0 ? undefined : FINDING_UNKNOWN({ finding: 0 })),
  decide: ({ state, input }) =>
    openFindings(state).some(({ at }) => at === input.finding)
      ? [findingRemedied(input)]
      : FINDING_UNKNOWN({ finding: input.finding }, '/finding'),
  words: { vi: 'Ghi nhận đã khắc phục', en: 'Record a remedy' },
});
