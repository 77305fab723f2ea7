// Board and timeline answered from the streams themselves, for tests of the API that are not about projections.

import { responsibleUnits } from '../domain/access/authorise.ts';
import type { Refusal } from '../domain/kernel/refusal.ts';
import { product } from '../domain/product/product.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { waitingFor } from '../domain/product-cycle/waiting.ts';
import { programmeYear } from '../domain/programme-year/programme-year.ts';
import { stepIds } from '../domain/programme-year/year-plan.ts';
import { findAggregate } from '../domain/registry.ts';
import type { Day } from '../domain/time/civil-date.ts';
import { workingDaysLeft } from '../domain/time/working-days.ts';
import { findUnitAt, unitTree } from '../domain/unit/unit-tree.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { toFact } from '../eventstore/history.ts';
import type { EventStore } from '../eventstore/port.ts';
import type { Page } from '../projections/page.ts';
import type { Board, BoardItem, BoardQuestion, SummaryRow, UnitName } from '../projections/product-board/board.ts';
import type { Timeline, TimelineItem } from '../projections/timeline/timeline.ts';

type Source = { store: EventStore; executor: Executor };

export function boardFrom({ store, executor }: Source): Pick<Board, 'list' | 'get' | 'summary' | 'findDuplicates'> {
  const idsOf = async (category: string) => {
    const events = await store.readAll({ prefixes: [`${category}-`], limit: 10_000 });
    return [...new Set(events.map((e) => e.stream.slice(category.length + 1)))];
  };
  const get = async (cycle: string, today: Day): Promise<BoardItem | undefined> => {
    const history = await executor.look(productCycle, cycle);
    return history.revision < 0 ? undefined : rowOf(executor, history, today);
  };
  const all = async (today: Day) =>
    (await Promise.all((await idsOf('productCycle')).map((id) => get(id, today)))) as BoardItem[];
  return {
    get,
    async list(q: BoardQuestion): Promise<Page<BoardItem> | Refusal> {
      const items = (await all(q.today)).filter(
        (i) =>
          (q.step === undefined || i.step === q.step) &&
          (q.place === undefined || [i.commune?.code, i.district?.code, i.province.code].includes(q.place)) &&
          (q.state === undefined || i.state === q.state || (q.state === 'overdue' && i.overdue)) &&
          (q.year === undefined || i.year === q.year) &&
          (q.q === undefined || `${i.productName} ${i.cycle}`.includes(q.q)),
      );
      const from = Number(q.cursor ?? 0);
      const until = from + (q.limit ?? 50);
      const next = until < items.length ? { next: String(until) } : {};
      return { items: items.slice(from, until), total: items.length, ...next };
    },
    async summary({ today, year }): Promise<readonly SummaryRow[]> {
      const rows = (await all(today)).filter((i) => i.year === year);
      const units = new Map(rows.flatMap((i) => (i.district ? [[i.district.code, i.district] as const] : [])));
      return [...units.values()].map((unit) => summaryOf(unit, rows));
    },
    async findDuplicates(q) {
      const ids = (await idsOf('product')).filter((id) => id !== q.except);
      const found = await Promise.all(
        ids.map(async (id) => ({ product: id, ...(await executor.look(product, id)).state })),
      );
      return found
        .filter((p) => p.producer === q.producer && p.name?.toLowerCase() === q.name.toLowerCase())
        .map((p) => ({ product: p.product, name: p.name ?? '' }));
    },
  };
}

function summaryOf(unit: UnitName, rows: readonly BoardItem[]): SummaryRow {
  const mine = rows.filter((i) => i.district?.code === unit.code);
  const cell = (step: string) => {
    const at = mine.filter((i) => i.step === step && i.state === 'open');
    const late = at.filter((i) => i.late).length;
    return { open: at.length, overdue: at.filter((i) => i.overdue).length, late };
  };
  return {
    unit,
    steps: Object.fromEntries(stepIds.map((s) => [s, cell(s)])) as SummaryRow['steps'],
    recognised: mine.filter((i) => i.state === 'recognised').length,
    ended: mine.filter((i) => i.state !== 'open' && i.state !== 'recognised').length,
  };
}

async function rowOf(
  executor: Executor,
  history: Awaited<ReturnType<typeof executor.look<any>>>,
  today: Day,
): Promise<BoardItem> {
  const { id, state } = history;
  const province = id.slice(0, 2);
  const tree = (await executor.look(unitTree, province)).state;
  const year = (await executor.look(programmeYear, id.slice(0, 7))).state;
  const waiting = waitingFor(state);
  const situation = { province, place: state.place, producer: state.producer, rulebook: state.expectedRulebook };
  const acting = waiting
    ? responsibleUnits({ ...waiting, situation, tier: waiting.tier, tree, today, occurredOn: today })
    : [];
  const named = (level: string): UnitName | undefined => findUnitAt(tree, state.place, level, today);
  const visit = state.visits.at(-1);
  const overdue = state.deadline !== undefined && !state.ended && state.deadline.dueOn < today;
  return {
    cycle: id,
    year: Number(id.slice(3, 7)),
    product: state.product,
    productName: (await executor.look(product, state.product)).state.name ?? '',
    producer: state.producer,
    group: state.group,
    commune: named('commune'),
    district: named('district'),
    province: named('province') ?? { code: province, name: province },
    step: state.step,
    tier: visit?.tier,
    round: visit?.round,
    state: state.ended?.kind ?? 'open',
    stars: state.ended?.stars,
    waiting,
    acting,
    dueOn: state.deadline?.dueOn,
    basis: state.deadline?.basis,
    workingDaysLeft: state.deadline && workingDaysLeft(today, state.deadline.dueOn, year.calendar),
    overdue,
    late: overdue,
    rulebook: state.expectedRulebook,
    revision: history.revision,
    position: history.position ?? '',
    recordedAt: history.recordedAt ?? '',
    damaged: history.damagedAt !== undefined,
    stale: false,
  };
}

export function timelineFrom({ store }: Source): Pick<Timeline, 'of'> {
  return {
    async of(stream, q = {}) {
      const aggregate = findAggregate(stream);
      const events = await store.readStream(stream);
      const items = events.map((event): TimelineItem => {
        const definition = aggregate?.events.get(event.type);
        const fact = toFact(aggregate as NonNullable<typeof aggregate>, event);
        const { vi, en, changes = [] } = definition?.sentence(fact.data, fact) ?? { vi: event.type, en: event.type };
        const { revision, position, type, hash, occurredAt, recordedAt, actor } = event;
        const none = { annulledBy: undefined, correctedBy: undefined, damaged: false, stale: false };
        const words = { vi, en };
        const quiet = definition?.quiet ?? false;
        return {
          stream,
          revision,
          position,
          type,
          hash,
          occurredAt,
          recordedAt,
          actor,
          words,
          quiet,
          changes,
          ...none,
        };
      });
      const from = q.after === undefined ? 0 : Number(q.after);
      const until = from + (q.limit ?? 100);
      const next = until < items.length ? { next: String(until) } : {};
      return { items: items.slice(from, until), total: items.length, ...next };
    },
  };
}
