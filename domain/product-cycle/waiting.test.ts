import { describe, expect, test } from 'vitest';
import { told } from '../../test/domain/specification.ts';
import { come, doc, type Story, story, yearOf } from '../../test/domain/story.ts';
import { planUnder } from '../../test/plans.ts';
import { account } from '../access/account.ts';
import { authorise } from '../access/authorise.ts';
import { fold } from '../kernel/fold.ts';
import { isRefusal } from '../kernel/refusal.ts';
import type { ProgrammeYear } from '../programme-year/programme-year.ts';
import { responsibility, roles } from '../rulebooks/responsibilities.ts';
import { productCycle } from './product-cycle.ts';
import { waitingFor } from './waiting.ts';

const under = (rulebook: string, year = 2025): ProgrammeYear => yearOf(year, () => planUnder(rulebook, year));

/** Whom the next reminder or mark names. */
function reminded(s: Story): readonly { role: string; unit: string }[] {
  const next = s.due().find((a) => a.command === 'RecordReminderDue' || a.command === 'MarkOverdue');
  if (!next) throw new Error('nothing is due');
  const then = s.copy().on(next.dueAt);
  then.did(next.command);
  return then.said.to;
}

/** Whether somebody with this role at this unit may give what is waited for. */
function may(s: Story, role: string, unit: string): boolean {
  const waiting = waitingFor(s.state, s.year);
  if (!waiting) return false;
  const { tier } = waiting;
  const granted = { grant: 'g', province: '66', role, unit, from: '2022-01-01' };
  const needs = { year: s.year, units: s.units, product: s.product };
  const situation = productCycle.situation({ id: s.id, state: s.state, input: undefined, needs: needs as never });
  const actor = authorise({
    by: responsibility(waiting.responsibility, () => tier),
    tier,
    situation,
    caller: { kind: 'person', id: 'somebody' },
    account: fold(account, told(account, 'somebody', [{ type: 'RoleGranted', data: granted }])),
    tree: s.units,
    today: s.today,
    occurredOn: s.today,
  });
  return !isRefusal(actor);
}

const ideaOf2025 = () => {
  const s = story('66-2025-ca-phe-mau-1', { year: under('R2023') });
  s.on('2025-02-10').did('StartCycle', { entry: 'awareness' }).moves();
  return s.on('2025-02-15').did('IdentifyPotential').moves().on('2025-03-03').did('RegisterIdea', { summary: 'x' });
};

describe('one answer to who acts: whoever is reminded may act, and nobody else may', () => {
  const stories: Record<string, () => Story> = {
    'an idea to be registered': come.toIdea,
    'an idea to be judged': come.ideaRegistered,
    'an idea whose plan came under another law': () => {
      const s = ideaOf2025();
      s.year = under('R2025');
      return s;
    },
    'a list to be approved': come.ideaSelected,
    'a plan to be judged': come.planSubmitted,
    'shares to be confirmed': () =>
      come
        .toImplementation()
        .on('2022-05-10')
        .did('AddEvidence', { id: 'phieu', kind: 'registration-form', document: doc('P') }),
    'a result of the district': come.atDistrict,
    'a result to be told': come.districtResult,
    'a dossier to be received': come.forwarded,
    'a product to be recognised': come.provinceResult,
    'a result of the nation': come.atNation,
    'a review': come.atReview,
  };
  for (const [name, come] of Object.entries(stories))
    test(name, () => {
      const s = come();
      const named = reminded(s).map(({ role, unit }) => `${role} ${unit}`);
      expect(named).not.toEqual([]);
      const places = ['66', '650', '650-01', '651', 'htx-mau'];
      const admitted = Object.keys(roles).flatMap((role) =>
        places.filter((unit) => may(s, role, unit)).map((unit) => `${role} ${unit}`),
      );
      expect([...admitted].sort()).toEqual([...named].sort());
    });
});

describe('before a dossier is filed, the law is the one that the year’s plan expects as it stands now', () => {
  test('a plan moved from R2023 to R2025: the commune judges the idea, and is reminded', () => {
    const s = ideaOf2025();
    expect(reminded(s)).toMatchObject([{ role: 'district-officer', unit: '650' }]);
    s.year = under('R2025');
    expect(reminded(s)).toMatchObject([{ role: 'commune-officer', unit: '650-01' }]);
    expect([may(s, 'district-officer', '650'), may(s, 'commune-officer', '650-01')]).toEqual([false, true]);
  });
  test('where the commune is the first tier, it confirms the shares there: what is waited for is the dossier', () => {
    const ready = come
      .toImplementation()
      .on('2022-05-10')
      .did('AddEvidence', { id: 'phieu', kind: 'registration-form', document: doc('P') });
    const { state } = ready;
    expect(waitingFor(state, under('R2023'))?.responsibility).toBe('confirm-local-shares');
    expect(waitingFor(state, under('R2025'))?.responsibility).toBe('submit-dossier');
  });
  test('what was filed stays under the law that its filing bound', () => {
    const s = come.atDistrict();
    const { deadline } = s.state;
    s.year = under('R2025', 2022);
    expect(s.moves().state.deadline).toEqual(deadline);
    expect(reminded(s)).toMatchObject([{ role: 'district-officer' }, { role: 'council-secretary' }]);
  });
});
