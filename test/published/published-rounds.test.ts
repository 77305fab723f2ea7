// The published rounds entered as whole cycles, by the real commands with the process beside them: they come out as
// published. Points, days and what a cycle needs besides are ours (`ours`): no source gives them.
import { beforeAll, describe, expect, test } from 'vitest';
import { districts } from '../../demo/districts.ts';
import { registrationsOf } from '../../demo/entry.ts';
import { installAccounts, installUnits, planAndApprove } from '../../demo/install.ts';
import { accountAt } from '../../demo/officer-for.ts';
import { type ProductCycle, productCycle, visitOf } from '../../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../../domain/registry.ts';
import { bandOf, meanOf } from '../../domain/rulebooks/mean.ts';
import { getRulebook } from '../../domain/rulebooks/registry.ts';
import { holdersOf, responsibilityOf } from '../../domain/rulebooks/responsibilities.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { rehearsing } from '../rehearsal.ts';
import { type World, world } from '../world.ts';
import { type PublishedRound, round2021, round2022 } from './results.ts';

const r2019 = getRulebook('R2019');
const doc = (number: string, date: string) => ({ number: `${number} (minh họa)`, date });

/** Hundredths of a point that make the published stars, and fewer than 50,00 for what did not pass. */
const ours = { points: { 4: 8000, 3: 6000, none: 4500 }, district: 7000, set: 6, group: 'coffee-cocoa' } as const;

type Entered = {
  readonly name: string;
  readonly id: string;
  readonly star: 3 | 4 | undefined;
  readonly slug: string;
  readonly producer: string;
};

/** Each product with a place (the published one, or ours) and a producer; those the source does not name are numbered. */
function entered(year: number, { products, submitted }: PublishedRound): readonly Entered[] {
  const unnamed = Array.from({ length: submitted - products.length }, (_, i) => ({
    name: `Sản phẩm không đạt, không nêu tên trong nguồn (${i + 1})`,
  }));
  return [...products, ...unnamed].map((product, i) => {
    const { name, district, star }: { name: string; district?: string; star?: 3 | 4 } = product;
    const slug = districts.find((d) => district !== undefined && d.name.endsWith(district))?.slug ?? 'buon-ma-thuot';
    return { name, id: `cong-bo-${year}-${i + 1}`, star, slug, producer: `chu-the-${year}-${i + 1}` };
  });
}

/** One command for every product on one day, by who holds it. */
function everyone(w: World, rehearsal: Rehearsal, year: number, all: readonly Entered[]) {
  return async (on: string, name: string, input: (e: Entered) => object = () => ({}), which = all) => {
    const command = getCommand('productCycle', name);
    for (const e of which) {
      const id = `66-${year}-${e.id}-1`;
      const { state } = await w.executor.look(productCycle, id);
      if (command.by.kind !== 'responsibility') throw new Error(`${name} is given by nobody`);
      const [holder] = holdersOf(r2019, responsibilityOf(command.by), command.by.tier?.(state));
      if (!holder) throw new Error(`under R2019 nobody gives ${name}`);
      const by = accountAt(holder, { slug: e.slug, no: 1, producer: e.producer });
      await rehearsal.give({ on: `${year}-${on}`, by, command, id, input: input(e) });
    }
  };
}

function result(on: string, mean: number) {
  const totals = ['thanh-vien-1', 'thanh-vien-2'].map((member) => ({ member, total: mean }));
  const stars = bandOf(meanOf([mean]), r2019);
  return { minutes: doc('BB', on), totals, mean, stars, ...(stars >= 3 ? { unreadConfirmed: true } : {}) };
}

/** A year from its beginning to the day before the province's council. */
async function toTheCouncil(year: number, round: PublishedRound) {
  const w = world();
  w.at(`${year}-01-05`);
  await installUnits(w.give);
  await installAccounts(w.give);
  await planAndApprove(w.give, year);
  const all = entered(year, round);
  for (const { id, name, slug, producer } of all) {
    const place = `${districts.find((d) => d.slug === slug)?.code}-01`;
    const by = accountAt({ role: 'commune-officer', at: 'commune' }, { slug, no: 1, producer });
    const owner = { id: producer, kind: 'cooperative', name: 'Chủ thể không nêu trong nguồn' };
    const product = { id, name, group: ours.group, origin: 'existing' };
    for (const registration of registrationsOf({ by, place, producer: owner, product })) await w.give(registration);
  }
  const rehearsal = rehearsing(w);
  await rehearsal.until(`${year}-02-01`, `programmeYear-66-${year}`);
  const each = everyone(w, rehearsal, year, all);
  const day = (monthDay: string) => `${year}-${monthDay}`;
  await each('02-10', 'StartCycle');
  await each('02-15', 'IdentifyPotential');
  await each('03-05', 'RegisterIdea', () => ({ summary: 'Không nêu trong nguồn' }));
  await each('03-10', 'SelectIdea');
  await each('03-22', 'ApproveIdea', () => ({ list: doc('DST', day('03-22')) }));
  await each('04-05', 'SubmitPlan', () => ({ targetStar: 3, plan: doc('PA', day('04-05')) }));
  await each('04-12', 'SelectPlan');
  const kind = 'registration-form';
  await each('07-20', 'AddEvidence', () => ({ id: kind, kind, document: doc('PĐK', day('07-20')) }));
  await each('07-22', 'ConfirmLocalShares', () => ({
    labour: 9000,
    material: 9000,
    document: doc('XN', day('07-22')),
  }));
  await each('10-04', 'SubmitDossier', () => ({ criteriaSet: `R2019/${ours.set}` }));
  await each('10-20', 'RecordTierResult', () => result(day('10-20'), ours.district));
  await each('10-25', 'NotifyResult', () => ({ letter: doc('TB', day('10-25')) }));
  await each('10-26', 'CompleteDossier', () => ({ documents: [] }));
  await each('10-27', 'ForwardDossier', () => ({
    letter: doc('CV', day('10-27')),
    minutes: doc('BB', day('10-20')),
    samples: 5,
  }));
  await each('11-01', 'ReceiveDossier', () => ({ receipt: doc('PN', day('11-01')) }));
  await rehearsal.until(round.council[0]);
  const states = async () =>
    Promise.all(
      all.map(async (e) => {
        const { state, facts } = await w.executor.look(productCycle, `66-${year}-${e.id}-1`);
        return { ...e, state, types: facts.map(({ type }) => type) };
      }),
    );
  return { all, each, rehearsal, states };
}

const waitsAtProvince = (state: ProductCycle): boolean => {
  const visit = visitOf(state);
  return visit?.tier === 'province' && visit.result === undefined && !state.ended;
};

describe(`round 1/2021: twelve products of five districts came to the province (${round2021.source})`, () => {
  test('as published; what the council found is in no source, and so they wait for it', async () => {
    const { all, states } = await toTheCouncil(2021, round2021);
    expect(all.map(({ name }) => name)).toEqual(round2021.products.map(({ name }) => name));
    expect(all).toHaveLength(round2021.submitted);
    expect(new Set(all.map(({ slug }) => slug)).size).toBe(round2021.localities);
    for (const { name, state } of await states()) expect(waitsAtProvince(state), name).toBe(true);
  }, 120_000);
});

describe(`round 1/2022: 21 products, one of four stars and twelve of three (${round2022.source})`, () => {
  let told: Awaited<ReturnType<Awaited<ReturnType<typeof toTheCouncil>>['states']>>;
  beforeAll(async () => {
    const { all, each, states } = await toTheCouncil(2022, round2022);
    const [day] = round2022.council;
    await each(day.slice(5), 'RecordTierResult', ({ star }) => result(day, ours.points[star ?? 'none']));
    const passed = all.filter(({ star }) => star !== undefined);
    const decided = '12-30';
    await each(decided, 'Recognise', () => ({ decision: doc('QĐ', `2022-${decided}`) }), passed);
    told = await states();
  }, 240_000);

  test('comes out as published: so many submitted, of four stars, of three, and not passed', () => {
    expect(told).toHaveLength(round2022.submitted);
    const of = (kind: string, stars?: number) =>
      told.filter(({ state }) => state.ended?.kind === kind && (stars === undefined || state.ended.stars === stars))
        .length;
    expect({ star4: of('recognised', 4), star3: of('recognised', 3), notPassed: of('rated') }).toEqual(
      round2022.outcome,
    );
  });
  test('each product with the stars it was published with', () => {
    for (const { name, star } of round2022.products)
      expect(told.find((e) => e.name === name)?.state.ended, name).toMatchObject({ kind: 'recognised', stars: star });
  });
  test('what did not pass ends here: under fifty points the province recognises nothing and passes nothing on', () => {
    for (const { name, star, state } of told)
      if (star === undefined) {
        expect(state.ended, name).toMatchObject({ kind: 'rated', stars: 2 });
        expect(visitOf(state)?.result?.outcome, name).toBe('ends');
      }
  });
  // The plan's second round has its result by 30/11 (1576/QĐ-UBND, IV.6.2); the council that is published as the first
  // round of 2022 sat on 26 and 27 December. Late is not void: the engine marks it and takes the result.
  test('the council sat after the plan’s day: it is marked as overdue, and its result counts', () => {
    for (const { name, state, types } of told) {
      expect(visitOf(state)?.round, name).toBe(2);
      const late = types.indexOf('MarkedOverdue', types.lastIndexOf('TierOpened'));
      expect(late, name).toBeGreaterThan(0);
      expect(late, name).toBeLessThan(types.lastIndexOf('TierResultRecorded'));
      expect(visitOf(state)?.result?.on, name).toBe(round2022.council[0]);
    }
  });
});
