// Whose a due date is on a day: the units that act by the tree of that day, and the accounts that act for them.
import { type Acting, whoActs } from '../../domain/access/authorise.ts';
import { grantsOn } from '../../domain/access/grants.ts';
import { type Certificate, certificate, dueYearOf } from '../../domain/certificate/certificate.ts';
import { issuersOn } from '../../domain/certificate/issuers.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import { type Product, product } from '../../domain/product/product.ts';
import { cycleParts, type ProductCycle, productCycle, situationOf } from '../../domain/product-cycle/product-cycle.ts';
import { waitingFor } from '../../domain/product-cycle/waiting.ts';
import type { ResponsibilityId } from '../../domain/rulebooks/responsibilities.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { isHeldAt } from '../../domain/unit/place.ts';
import { findUnit, type UnitTree } from '../../domain/unit/unit-tree.ts';
import { unitDuties } from '../../domain/unit-duties/unit-duties.ts';
import { whoJudges, whoReports } from '../../domain/unit-duties/who.ts';
import type { SourceOf } from '../engine/folded-source.ts';
import type { YearOf } from '../years.ts';
import type { DueDatesQuestion } from './due-dates.ts';
import type { Whose } from './entries.ts';
import type { EntryRow } from './row.ts';

type Asked = {
  row: Pick<EntryRow, 'stream' | 'open' | 'overdue'>;
  whose: Whose;
  tree: UnitTree;
  yearIn: YearOf;
  sourceOf: SourceOf;
};
/** `what`: where it is another thing by the year's plan of today than by the stream alone */
type Mine = { readonly above: boolean; readonly what?: Words };

/** Undefined where it is not theirs. Whoever stands above is told once it is late, as reminders do. */
export function whoseToday(asked: Asked, q: DueDatesQuestion): Mine | undefined {
  const { whose, tree, row } = asked;
  if (whose.kind === 'session') {
    const isTheirs = 'unit' in q.of ? whose.unit === q.of.unit : whose.accounts.includes(q.of.account);
    return isTheirs ? { above: false } : undefined;
  }
  const { acting, above, what } = actingIn(asked, q.today);
  const isTheirs = (one: Acting) => isOf(one, { tree, q });
  const more = what ? { what } : {};
  if (acting.some(isTheirs)) return { above: false, ...more };
  return row.overdue === 1 && row.open === 1 && above().some(isTheirs) ? { above: true, ...more } : undefined;
}

function isOf(acting: Acting, { tree, q: { of, today } }: { tree: UnitTree; q: DueDatesQuestion }): boolean {
  if ('unit' in of) return acting.role !== 'producer' && acting.unit === of.unit;
  return grantsOn(of.holds, today).some((grant) => {
    if (grant.role !== acting.role) return false;
    if (grant.role === 'producer') return grant.unit === acting.unit;
    const unit = findUnit(tree, acting.unit, today);
    return unit !== undefined && isHeldAt(tree, findUnit(tree, grant.unit, grant.from), unit, today);
  });
}

type Acts = { acting: readonly Acting[]; above: () => readonly Acting[]; what?: Words };

function actingIn({ row, whose, tree, yearIn, sourceOf }: Asked, today: Day): Acts {
  const { id } = splitStream(row.stream);
  if (whose.kind === 'duty') {
    const asked = { id, state: { ...unitDuties.initial, ...(whose.unit ? { unit: whose.unit } : {}) }, tree, today };
    return { acting: whoReports(asked), above: () => whoJudges(asked).slice(0, 1) };
  }
  if (whose.kind === 'certificate') return ofCertificate(id, { whose, tree, yearIn, sourceOf, today });
  if (whose.kind !== 'cycle') return { acting: [], above: () => [] };
  const { province, year: no } = cycleParts(id);
  const year = yearIn(province, no, today);
  // Until a dossier is filed, the year's plan says which law holds, and so what is waited for.
  const unfiled = row.open === 1 && BY_PLAN.includes(whose.responsibility) && whose.rulebook === undefined;
  const state = unfiled ? sourceOf<ProductCycle>(row.stream) : undefined;
  const now = (state && waitingFor(state, year)) ?? { responsibility: whose.responsibility, tier: whose.tier };
  const matter = {
    responsibility: now.responsibility as ResponsibilityId,
    tier: now.tier,
    situation: situationOf(id, whose, year),
    ...{ tree, today, occurredOn: today },
  };
  return {
    acting: whoActs(matter),
    above: () => whoActs({ ...matter, above: true }).slice(0, 1),
    ...('vi' in now ? { what: { vi: now.vi, en: now.en } } : {}),
  };
}

const BY_PLAN = ['submit-dossier', 'confirm-local-shares'];

type OfCertificate = Omit<Asked, 'row' | 'whose'> & { whose: Extract<Whose, { kind: 'certificate' }>; today: Day };

function ofCertificate(id: string, { whose, tree, yearIn, sourceOf, today }: OfCertificate): Acts {
  const state = sourceOf<Certificate>(certificate.stream(id)) ?? certificate.initial;
  const { province, product: of } = cycleParts(id);
  const made = sourceOf<Product>(product.stream(of)) ?? product.initial;
  const cycle = sourceOf<ProductCycle>(productCycle.stream(id)) ?? productCycle.initial;
  const year = yearIn(province, dueYearOf(id, state), today);
  const needs = { cycle, product: made, units: tree, year } as Parameters<typeof issuersOn>[1]['needs'];
  const producer = made.producer ?? cycle.producer;
  const owner: readonly Acting[] =
    whose.to === 'issuer' || producer === undefined ? [] : [{ role: 'producer', unit: producer }];
  return { acting: [...owner, ...issuersOn(today, { id, state, needs })], above: () => [] };
}
