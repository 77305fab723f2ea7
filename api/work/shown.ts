// A piece of work as a screen shows it in one row: what one can do about it right there, what is in the way, what happened last.
import { z } from 'zod';
import type { Caller } from '../../domain/access/authorise.ts';
import { councilSession } from '../../domain/council-session/council-session.ts';
import type { Command } from '../../domain/kernel/aggregate.ts';
import { responsibleFor } from '../../domain/kernel/command.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { aggregates } from '../../domain/registry.ts';
import { nameOf, type UnitTree } from '../../domain/unit/unit-tree.ts';
import { unitDuties } from '../../domain/unit-duties/unit-duties.ts';
import { type Answer, civilDay, instant, words } from '../../projections/answer.ts';
import type { BoardItem } from '../../projections/product-board/board.ts';
import type { ApiParts } from '../parts.ts';
import { commandsOf } from '../reads/commands-of.ts';
import { lastChange } from '../who-changed-it.ts';
import type { Work } from './work-of.ts';

const unit = z.strictObject({ code: z.string(), name: z.string() });

export const workItem = z
  .strictObject({
    resource: z.string(),
    id: z.string(),
    revision: z.int(),
    seen: z.int().meta({ description: 'the number of the ETag' }),
    what: words.meta({ description: 'what is to be done, or waited for' }),
    about: words.meta({ description: 'the product, or the unit whose duty it is' }),
    product: z.string().optional(),
    unit: unit.optional().meta({ description: 'where it lies, or whose it is' }),
    waitsFor: z
      .array(z.strictObject({ role: z.string(), unit: z.string(), name: z.string().optional() }))
      .optional()
      .meta({ description: 'others: any one of them may act' }),
    fills: z
      .record(z.string(), z.union([z.string(), z.int()]))
      .optional()
      .meta({
        description: 'fields of the commands’ input that are known already',
        example: { duty: 'quarterly-report', no: 2 },
      }),
    dueOn: civilDay.optional(),
    workingDaysLeft: z.int().optional().meta({ description: 'negative: late by so many working days' }),
    commands: z
      .array(z.strictObject({ name: z.string(), route: z.string(), words, needsIfMatch: z.boolean() }))
      .meta({ description: 'by which the reader can do it now, the likeliest first' }),
    blockedBy: z
      .strictObject({ code: z.string(), sentences: words })
      .optional()
      .meta({ description: 'why none of them can be given now' }),
    lastTouch: z.strictObject({ sentences: words, by: z.string(), at: instant }).optional(),
  })
  .meta({ id: 'WorkItem' });
export type WorkItem = Answer<typeof workItem>;

type Asked = { readonly caller: Caller; readonly tree: UnitTree; readonly today: string };
const byResource = new Map(aggregates.map((a) => [a.resource, a]));

/** @param row of the board, where it is known already */
export async function shownWork(parts: ApiParts, work: Work, asked: Asked, row?: BoardItem): Promise<WorkItem[]> {
  const aggregate = byResource.get(work.resource);
  if (!aggregate) return [];
  const history = await parts.executor.look(aggregate, work.id);
  const board =
    work.resource === productCycle.resource ? (row ?? (await parts.board.get(work.id, asked.today))) : undefined;
  const isFor = ({ by }: Command): boolean => {
    if (work.by === 'seat') return by.kind === 'seat';
    const duty = responsibleFor(by)?.id;
    return (
      duty !== undefined &&
      (work.by ? (work.by as readonly string[]).includes(duty) : duty === board?.waiting?.responsibility)
    );
  };
  const offers = (await commandsOf(parts.executor, history, asked.caller)).filter(({ name }) => {
    const command = aggregate.commands.get(name);
    return command !== undefined && isFor(command);
  });
  const allowed = offers.filter((offer) => offer.allowed);
  const reason =
    allowed.length === 0 && work.group !== 'others' ? offers.find((offer) => offer.reason)?.reason : undefined;
  const last = lastChange(history);
  const lies = board ? (board.commune ?? board.district ?? board.province) : unitOf(work, history.state, asked);
  return [
    {
      ...{ resource: work.resource, id: work.id, revision: history.revision, seen: history.seen },
      ...{ what: work.what, about: work.about },
      ...(board ? { product: board.product } : {}),
      ...(lies ? { unit: lies } : {}),
      ...(work.group === 'others' && board
        ? {
            waitsFor: board.acting.map(({ role, unit, name }) => ({
              role,
              unit,
              ...(name === undefined ? {} : { name }),
            })),
          }
        : {}),
      ...(work.fills ? { fills: work.fills } : {}),
      ...(work.dueOn === undefined ? {} : { dueOn: work.dueOn }),
      ...(work.workingDaysLeft === undefined ? {} : { workingDaysLeft: work.workingDaysLeft }),
      commands: allowed.map(({ name, route, words, needsIfMatch }) => ({ name, route, words, needsIfMatch })),
      ...(reason ? { blockedBy: reason } : {}),
      ...(last ? { lastTouch: { sentences: last.sentences, by: last.by.id, at: last.recordedAt } } : {}),
    },
  ];
}

function unitOf({ resource }: Work, state: unknown, { tree, today }: Asked) {
  const code =
    resource === councilSession.resource
      ? (state as { unit?: string }).unit
      : resource === unitDuties.resource
        ? (state as { unit?: { code: string } }).unit?.code
        : (state as { place?: string }).place;
  return code === undefined ? undefined : { code, name: nameOf(tree, code, today) ?? code };
}
