// Everything that waits for one person today, over all the roles they hold, read off the read models alone.
import type { Sight } from '../../domain/access/sight.ts';
import { unitHeld } from '../../domain/access/sight.ts';
import { certificate } from '../../domain/certificate/certificate.ts';
import { councilSession } from '../../domain/council-session/council-session.ts';
import { splitStream } from '../../domain/kernel/aggregate.ts';
import { isRefusal, type Words } from '../../domain/kernel/refusal.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { getAggregate } from '../../domain/registry.ts';
import { rulebooks } from '../../domain/rulebooks/registry.ts';
import { holdersOf, type ResponsibilityId, responsibilities } from '../../domain/rulebooks/responsibilities.ts';
import type { Day } from '../../domain/time/civil-date.ts';
import { nameOf, type UnitTree } from '../../domain/unit/unit-tree.ts';
import { unitDuties } from '../../domain/unit-duties/unit-duties.ts';
import type { DueDate } from '../../projections/due-dates/due-dates.ts';
import type { ApiParts } from '../parts.ts';

export const groups = ['overdue', 'soon', 'later', 'others'] as const;
export type Group = (typeof groups)[number];

/** `by`: what lets somebody do it; `seat`: their place in the session; undefined: whatever the cycle waits for */
export type Work = {
  readonly key: string;
  readonly group: Group;
  readonly resource: string;
  readonly id: string;
  readonly what: Words;
  readonly about: Words;
  readonly dueOn?: Day | undefined;
  readonly workingDaysLeft?: number | undefined;
  readonly by: readonly ResponsibilityId[] | 'seat' | undefined;
  /** fields of the command's input that it says already */
  readonly fills?: Readonly<Record<string, string | number>> | undefined;
};

const SOON_WORKING_DAYS = 5;
const AT_A_TIME = 200;

type Parts = Pick<ApiParts, 'board' | 'duties' | 'dueDates'>;
type Asked = { readonly sight: Sight; readonly tree: UnitTree; readonly province: string; readonly today: Day };

/** In the order of their days; what has none is to be done now. */
export async function workOf(parts: Parts, asked: Asked): Promise<readonly Work[]> {
  const { sight, province, today } = asked;
  const of = { account: sight.account, holds: { grants: sight.grants } };
  const due = await parts.dueDates.list({ province, today, of, openOnly: true });
  const all = [...due.map(ofDueDate), ...(await reportsToJudge(parts, asked)), ...(await toPlace(parts, asked))];
  return all.sort((a, b) => (a.key < b.key ? -1 : 1));
}

const keyOf = (dueOn: Day, id: string): string => `${dueOn} ${id}`;

function ofDueDate({ id: key, what, about, dueOn, workingDaysLeft, above }: DueDate): Work {
  const [stream = '', subject = '', ...more] = key.split('/');
  const { category, id } = splitStream(stream);
  const group = above
    ? 'others'
    : workingDaysLeft < 0
      ? 'overdue'
      : workingDaysLeft <= SOON_WORKING_DAYS
        ? 'soon'
        : 'later';
  const { resource } = getAggregate(category);
  return {
    key: keyOf(dueOn, key),
    group,
    resource,
    id,
    what,
    about,
    dueOn,
    workingDaysLeft,
    by: lets(category, subject),
    fills: fillsOf(category, subject, more),
  };
}

/** As the due date’s id has it: `<stream>/<duty>/<no>`, with the unit it was taken over from; `<stream>/appeal/<cycle>`. */
function fillsOf(category: string, subject: string, [of, onBehalfOf]: readonly string[]): Work['fills'] {
  if (category === unitDuties.category) return dutyFields(subject, Number(of), onBehalfOf);
  return subject === 'appeal' && of !== undefined ? { cycle: of } : undefined;
}

const dutyFields = (duty: string, no: number, onBehalfOf: string | undefined) => ({
  ...{ duty, no },
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
});

const lets = (category: string, subject: string): Work['by'] => {
  if (category === unitDuties.category) return ['report-duty'];
  if (category === certificate.category) return ['recognise'];
  if (category === councilSession.category) return subject === 'appeal' ? ['convene-council'] : 'seat';
  return undefined;
};

/** Reports that wait for the one who judges them first. */
async function reportsToJudge({ duties }: Parts, { sight, tree, today }: Asked): Promise<readonly Work[]> {
  const held = new Set(sight.grants.map((grant) => `${grant.role} ${unitHeld(grant, tree, sight)?.code}`));
  const found: Work[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await duties.list({ sight, today, state: 'waiting', limit: AT_A_TIME, cursor });
    if (isRefusal(page)) return found;
    for (const { id, unit, name, duty, no, acting, onBehalfOf } of page.items)
      if (acting[0] && held.has(`${acting[0].role} ${acting[0].unit}`))
        found.push({
          key: keyOf(today, `${id}/${duty}/${no}/${onBehalfOf ?? ''}`),
          group: 'soon',
          ...{ resource: unitDuties.resource, id },
          what: { vi: `xem xét báo cáo: ${name.vi}`, en: `judge the report: ${name.en}` },
          about: { vi: unit.name, en: unit.name },
          by: ['judge-duty'],
          fills: dutyFields(duty, no, onBehalfOf),
        });
    cursor = page.next;
    if (cursor === undefined) return found;
  }
}

const placing = 'place-divided';
const placers = new Set(rulebooks.flatMap((r) => holdersOf(r, placing).map(({ role }) => role)));

/** What lies in a divided commune, until somebody says in which part. */
async function toPlace({ board }: Parts, { sight, tree, today }: Asked): Promise<readonly Work[]> {
  if (!sight.grants.some(({ role }) => placers.has(role))) return [];
  const { vi, en } = responsibilities[placing];
  return (await board.unplaced(today, sight)).map(({ resource, id, place }) => ({
    key: keyOf(today, `${resource}/${id}`),
    group: 'soon' as const,
    ...{ resource, id },
    what: { vi, en },
    about: { vi: nameOf(tree, place, today) ?? place, en: nameOf(tree, place, today) ?? place },
    by: [placing],
  }));
}

/** Cycles among it that wait for the person themself. */
export const cyclesIn = (work: readonly Work[]): readonly string[] =>
  work.flatMap(({ resource, id, group }) => (resource === productCycle.resource && group !== 'others' ? [id] : []));
