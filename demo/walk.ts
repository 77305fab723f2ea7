// The walk of one new product through the whole ladder, as data: who gives which command, on which day it happened,
// and which facts must then stand in the cycle's stream, by whom. Run over HTTP by `npm run demo:walk`.

export type ExpectedFact = { readonly type: string; readonly by: 'person' | 'workflow' };

export type WalkStep = {
  /** demo account: `Authorization: Bearer <by>` */
  readonly by: string;
  readonly resource: string;
  readonly id: string;
  /** last part of the command's route */
  readonly command: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** what the cycle's stream has then gained, quiet facts left out */
  readonly facts: readonly ExpectedFact[];
};

export type Walk = {
  readonly product: string;
  readonly cycle: string;
  readonly steps: readonly WalkStep[];
  /** what the cycle's state must say in the end */
  readonly ends: { readonly kind: 'recognised'; readonly stars: number; readonly step: 'promotion' };
};

const PLACE = '650-01';
const commune = 'demo-krong-nang-xa-1';
const district = 'demo-krong-nang';
const province = 'demo-province';
const signer = 'demo-signer';

const paper = (number: string, date: string) => ({ number: `${number} (minh họa)`, date });
/** The papers every dossier must hold (1048/QĐ-TTg). */
const papers = ['registration-form', 'business-plan', 'organisation-profile', 'business-registration', 'samples'];
const evidence = (kind: string, document: ReturnType<typeof paper>) => ({
  id: kind,
  kind,
  document,
  ...(kind === 'story' ? { criterion: '5.1' } : {}),
});

/** `IdeaApproved +StepOpened`: what the command writes, and after the plus what Temporal has to write then. */
const factsOf = (line: string): readonly ExpectedFact[] =>
  line
    .split(' ')
    .map((word) => (word.startsWith('+') ? { type: word.slice(1), by: 'workflow' } : { type: word, by: 'person' }));
const totals = (...points: number[]) => points.map((total, i) => ({ member: `thanh-vien-${i + 1}`, total }));

/** @param suffix makes the product a new one: lower-case letters and digits */
export function walkOf(suffix: string): Walk {
  const product = `ca-phe-di-thu-${suffix}`;
  const producer = `htx-di-thu-${suffix}`;
  const cycle = `66-2022-${product}-1`;
  const account = `demo-${producer}`;
  const on = (day: string, by: string, command: string, body: Record<string, unknown>, facts: string): WalkStep => ({
    by,
    resource: 'product-cycles',
    id: cycle,
    command,
    body: { ...body, occurredOn: day },
    facts: factsOf(facts),
  });
  const place = { province: '66', place: PLACE };
  const name = `Cà phê minh họa Đi Thử ${suffix}`;
  const minutes = { unreadConfirmed: true };

  return {
    product,
    cycle,
    ends: { kind: 'recognised', stars: 4, step: 'promotion' },
    steps: [
      {
        by: commune,
        resource: 'producers',
        id: producer,
        command: 'register-producer',
        body: { ...place, kind: 'cooperative', name: `HTX minh họa Đi Thử ${suffix}` },
        facts: [],
      },
      {
        by: 'demo-admin',
        resource: 'accounts',
        id: account,
        command: 'grant-role',
        body: { grant: 'producer', province: '66', role: 'producer', unit: producer, from: '2022-01-01' },
        facts: [],
      },
      {
        by: commune,
        resource: 'products',
        id: product,
        command: 'register-product',
        body: { ...place, producer, name, group: 'coffee-cocoa', origin: 'new' },
        facts: [],
      },

      on('2022-02-10', commune, 'start-cycle', {}, 'CycleStarted +StepOpened'),
      on('2022-02-15', commune, 'identify-potential', {}, 'PotentialIdentified +StepOpened'),
      on('2022-03-04', account, 'register-idea', { summary: 'Cà phê rang mộc (minh họa)' }, 'IdeaRegistered'),
      on('2022-03-10', commune, 'list-idea', { list: paper('01/DS', '2022-03-10') }, 'IdeaListed'),
      on('2022-03-15', district, 'select-idea', {}, 'IdeaSelected'),
      on('2022-03-24', province, 'approve-idea', { list: paper('02/DS', '2022-03-24') }, 'IdeaApproved +StepOpened'),
      on('2022-04-01', account, 'submit-plan', { targetStar: 5, plan: paper('03/PA', '2022-04-01') }, 'PlanSubmitted'),
      on('2022-04-14', district, 'select-plan', {}, 'PlanSelected +StepOpened'),
      on(
        '2022-05-05',
        district,
        'record-visit',
        { progressPercent: 80, remarks: 'Đã có bao bì mới (minh họa)' },
        'VisitRecorded',
      ),
      ...[...papers, 'story'].map((kind) =>
        on('2022-05-10', account, 'add-evidence', evidence(kind, paper(`04/${kind}`, '2022-05-10')), 'EvidenceAdded'),
      ),
      on(
        '2022-05-11',
        commune,
        'confirm-local-shares',
        { labour: 9000, material: 8500, document: paper('05/XN', '2022-05-11') },
        'LocalSharesConfirmed',
      ),
      on(
        '2022-05-16',
        account,
        'submit-dossier',
        { criteriaSet: 'R2019/6' },
        'DossierSubmitted +StepOpened +TierOpened',
      ),

      on(
        '2022-05-23',
        district,
        'record-tier-result',
        {
          ...minutes,
          minutes: paper('06/BB', '2022-05-23'),
          totals: totals(9100, 9000, 9200),
          mean: 9100,
          stars: 5,
        },
        'TierResultRecorded',
      ),
      ...handOver('2022-05-25', district, paper('06/BB', '2022-05-23')),

      on(
        '2022-06-03',
        province,
        'record-tier-result',
        {
          ...minutes,
          minutes: paper('07/BB', '2022-06-03'),
          totals: totals(9150, 9250, 9200),
          mean: 9200,
          stars: 5,
        },
        'TierResultRecorded',
      ),
      ...handOver('2022-06-06', province, paper('07/BB', '2022-06-03')),

      on(
        '2022-06-14',
        province,
        'record-tier-result',
        { ...minutes, minutes: paper('08/BB', '2022-06-14'), totals: totals(8850, 8900), mean: 8875, stars: 4 },
        'TierResultRecorded +ReviewOpened',
      ),
      on(
        '2022-06-16',
        province,
        'record-review',
        { basis: 'national-result', minutes: paper('09/BB', '2022-06-16'), stars: 4 },
        'ReviewRecorded',
      ),
      on(
        '2022-06-17',
        signer,
        'recognise',
        {
          decision: paper('10/QD', '2022-06-17'),
          certificate: { number: `${suffix} (minh họa)`, issuedOn: '2022-06-17' },
        },
        'ProductRecognised +StepOpened',
      ),
      on('2022-06-17', commune, 'record-follow-up', {}, 'FollowUpRecorded'),
    ],
  };

  /** Told, completed, forwarded; the next tier's officer receives it, and Temporal opens that tier. */
  function handOver(day: string, by: string, minutes: ReturnType<typeof paper>): readonly WalkStep[] {
    return [
      on(day, by, 'notify-result', { letter: paper('TB', day) }, 'ResultNotified'),
      on(day, by, 'complete-dossier', { documents: [paper('KN', day)] }, 'DossierCompleted'),
      on(day, by, 'forward-dossier', { letter: paper('CV', day), minutes, samples: 5 }, 'DossierForwarded'),
      on(day, province, 'receive-dossier', { receipt: paper('PN', day) }, 'DossierReceived +TierOpened'),
    ];
  }
}
