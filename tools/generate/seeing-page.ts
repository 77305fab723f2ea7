// What may be seen, as tables of the page of permissions.

import {
  type MaySee,
  type Reach,
  seeing,
  seeingLists,
  seeingParts,
  seeingPersonal,
} from '../../domain/access/seeing.ts';
import { certificateItemFields, seenFields } from '../../domain/access/seen-fields.ts';
import type { SeeingAs } from '../../domain/access/sight.ts';
import { roles } from '../../domain/rulebooks/responsibilities.ts';
import { code, table } from './markdown.ts';

const everyRole = ['holder', ...Object.keys(roles)] as readonly SeeingAs[];

export const seeingSections = (): readonly string[] => [
  '## What may be seen',
  `Each role sees what stands to it in one of the relations named: *own* (its own; a producer’s products), *unit* (it lies in the unit the role is held at, or belongs to it), *below* (it lies under that unit), *group* (of the product groups the role is held for; all of the province where none are named), *advised* (a product the role is held for, or that the account advised), *session* (the account has a seat in its session, or in one that rates it, and no conflict of interest), *province* (anything of the unit’s province), *decided* (its rating is decided: of it the fields marked so). The *holder* is the account itself, whatever its roles. What may not be seen is answered as what is not there; what may be seen and not done is refused with the role that is missing. A role held at a unit that was abolished ended with it. Pages of a demo store show everything to anybody.`,
  table(
    ['role', ...seen.map(([resource]) => code(resource))],
    everyRole.map((as) => [code(as), ...seen.map(([, may]) => reachOf(may, as))]),
  ),
  `Whoever has an account sees ${open.map(code).join(', ')}.`,
  '### Parts of a resource',
  'Read beside its state, by whoever sees it at work (not as decided alone), and where roles are named by these of them.',
  table(
    ['part', 'by'],
    Object.entries(seeingParts).map(([part, reach]) => [code(part), rolesIn(reach)]),
  ),
  '### Personal values',
  'Each read of them, and of sealed envelopes, receipts and the secretary’s words, is noted first (`GET /v1/access-log`, for auditors and administrators).',
  table(
    ['of', 'shown to'],
    Object.entries(seeingPersonal).map(([of, reach]) => [code(of), rolesIn(reach)]),
  ),
  '### Lists',
  'A list, its totals and its filters hold what its reader may see of the resource, and count nothing else.',
  table(
    ['list', 'of', 'holds'],
    Object.entries(seeingLists).map(([list, { of, holds }]) => [
      code(list),
      code(of),
      holds === 'at-work' ? 'what is seen at work' : 'decided ones too, with their public fields',
    ]),
  ),
  '### Fields',
  table(
    ['of', 'public once decided', 'at work'],
    Object.entries({ ...seenFields, 'list of certificates': certificateItemFields }).map(([of, fields]) => [
      code(of),
      fields.decided.map(code).join(', ') || '–',
      fields.atWork.map(code).join(', ') || '–',
    ]),
  ),
];

const seen = Object.entries(seeing).filter((entry): entry is [string, Reach] => entry[1] !== 'everybody');
const open = Object.entries(seeing).flatMap(([resource, may]) => (may === 'everybody' ? [resource] : []));

const reachOf = (may: MaySee, as: SeeingAs): string =>
  may === 'everybody' ? 'everybody' : (may[as] ?? []).join(', ') || '–';

const rolesIn = (reach: Reach | 'as-the-resource'): string =>
  typeof reach === 'string'
    ? 'whoever sees the resource at work'
    : everyRole.flatMap((as) => (reach[as] ? [`${code(as)} (${reach[as].join(', ')})`] : [])).join('; ');
