// What people do in the test year, as data: day, who, command on which cycle, input.
import { getCommand } from '../../domain/registry.ts';
import type { World } from '../world.ts';

export type Act = readonly [day: string, by: string, command: string, cycle: string, input?: unknown];

const doc = (number: string, date: string) => ({ number, date });
const totals = (...points: number[]) => points.map((total, i) => ({ member: `tv-${i + 1}`, total }));
const [COMMUNE, DISTRICT, PROVINCE, SIGNER] = [
  'demo-krong-nang-xa-1',
  'demo-krong-nang',
  'demo-province',
  'demo-signer',
];

const result = (on: string, mean: number, stars: number) => ({
  minutes: doc(`BB-${on}`, on),
  totals: totals(mean, mean),
  mean,
  stars,
  unreadConfirmed: true,
});

/** From the start of the cycle to a filed dossier. */
export function untilFiled(
  product: string,
  days: readonly [start: string, idea: string, approved: string, plan: string, selected: string, filed: string],
): Act[] {
  const cycle = `66-2022-${product}-1`;
  const producer = `demo-htx-${product}`;
  const [start, idea, approved, plan, selected, filed] = days;
  return [
    [start, COMMUNE, 'StartCycle', cycle],
    [start, COMMUNE, 'IdentifyPotential', cycle],
    [idea, producer, 'RegisterIdea', cycle, { summary: 'Ý tưởng' }],
    [approved, DISTRICT, 'SelectIdea', cycle],
    [approved, PROVINCE, 'ApproveIdea', cycle, { list: doc('DS', approved) }],
    [plan, producer, 'SubmitPlan', cycle, { targetStar: 4, plan: doc('PA', plan) }],
    [selected, DISTRICT, 'SelectPlan', cycle],
    [filed, producer, 'AddEvidence', cycle, { id: 'e1', kind: 'story', criterion: '5.1', document: doc('CC', filed) }],
    [filed, COMMUNE, 'ConfirmLocalShares', cycle, { labour: 9000, material: 8000, document: doc('XN', filed) }],
    [filed, producer, 'SubmitDossier', cycle, { criteriaSet: 'R2019/6' }],
  ];
}

/** A tier rates and hands over to the next, which receives. */
export function goesOn(
  product: string,
  by: 'district' | 'province',
  [rated, forwarded, received]: readonly [string, string, string],
  mean: number,
): Act[] {
  const cycle = `66-2022-${product}-1`;
  const officer = by === 'district' ? DISTRICT : PROVINCE;
  return [
    [rated, officer, 'RecordTierResult', cycle, result(rated, mean, mean >= 9000 ? 5 : 4)],
    [rated, officer, 'NotifyResult', cycle, { letter: doc('TB', rated) }],
    [forwarded, officer, 'CompleteDossier', cycle, { documents: [] }],
    [
      forwarded,
      officer,
      'ForwardDossier',
      cycle,
      { letter: doc('CV', forwarded), minutes: doc('BB', rated), samples: 5 },
    ],
    [received, PROVINCE, 'ReceiveDossier', cycle, { receipt: doc('PN', received) }],
  ];
}

export const rated = (product: string, on: string, mean: number, stars: number): Act => [
  on,
  PROVINCE,
  'RecordTierResult',
  `66-2022-${product}-1`,
  result(on, mean, stars),
];
export const reviewed = (product: string, on: string): Act => [
  on,
  PROVINCE,
  'RecordReview',
  `66-2022-${product}-1`,
  { basis: 'national-result', minutes: doc('BBRS', on), stars: 4 },
];
export const recognised = (product: string, on: string): Act => [
  on,
  SIGNER,
  'Recognise',
  `66-2022-${product}-1`,
  { decision: doc('QĐ', on), certificate: { number: `GCN-${product}`, issuedOn: on } },
];

/** The whole way: 92 points at the province, the nation misses five stars, the province recognises four. */
export const fullWalk = (product: string): Act[] => [
  ...untilFiled(product, ['2022-02-10', '2022-03-05', '2022-03-20', '2022-04-05', '2022-04-20', '2022-06-02']),
  ...goesOn(product, 'district', ['2022-06-21', '2022-06-24', '2022-06-27'], 9150),
  ...goesOn(product, 'province', ['2022-07-20', '2022-07-25', '2022-08-01'], 9200),
  rated(product, '2022-10-20', 8800, 4),
  reviewed(product, '2022-10-27'),
  recognised(product, '2022-11-10'),
];

export const inOrder = (acts: readonly Act[]): Act[] =>
  acts
    .map((a, i) => [a, i] as const)
    .sort(([a, i], [b, j]) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : i - j))
    .map(([a]) => a);

export async function give(w: World, [, by, command, cycle, input]: Act, key?: string): Promise<void> {
  await w.give({
    by,
    command: getCommand('productCycle', command),
    id: cycle,
    input: input ?? {},
    ...(key === undefined ? {} : { key }),
  });
}
