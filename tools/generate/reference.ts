// The tables of docs/reference: what can be derived from the code is derived, and a test checks that it still fits.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { routedCommands } from '../../api/routed-commands.ts';
import { fieldWord } from '../../domain/field-words/field-words.ts';
import type { Aggregate, Command } from '../../domain/kernel/aggregate.ts';
import { responsibleFor } from '../../domain/kernel/command.ts';
import { upcast } from '../../domain/kernel/event.ts';
import { allRefusals, type Words } from '../../domain/kernel/refusal.ts';
import { policies } from '../../domain/programme-year/year-plan.ts';
import { aggregates } from '../../domain/registry.ts';
import { ratingPolicies } from '../../domain/rulebooks/rating-policies.ts';
import { rulebooks } from '../../domain/rulebooks/registry.ts';
import {
  type Holder,
  holdersOf,
  type ResponsibilityId,
  responsibilities,
  responsibilityIds,
  responsibilityOf,
  roles,
  tierResponsibilities,
} from '../../domain/rulebooks/responsibilities.ts';
import type { Rulebook } from '../../domain/rulebooks/rulebook.ts';
import type { StoredEvent } from '../../eventstore/envelope.ts';
import { settingsSchema } from '../../settings/settings.ts';
import { fixtureName } from './golden.ts';
import { code, page, table } from './markdown.ts';
import { procedurePage } from './procedure/page.ts';
import { refusalFinder } from './refusals-of.ts';
import { seeingSections } from './seeing-page.ts';
import { sourceFiles } from './source-files.ts';

/** Path below docs/reference → content. */
export async function referencePages(root: string): Promise<ReadonlyMap<string, string>> {
  await declareAllRefusals(root);
  return new Map([
    ['commands.md', commandsPage(root)],
    ['events.md', eventsPage(root)],
    ['permissions.md', permissionsPage()],
    ['refusals.md', refusalsPage()],
    ['policies.md', policiesPage()],
    ['procedure.md', procedurePage()],
    ['settings.md', settingsPage()],
  ]);
}

/** Folders whose files declare refusals where the rule stands: loading a file declares them. */
const REFUSING = ['domain', 'eventstore', 'api', 'projections'];

async function declareAllRefusals(root: string): Promise<void> {
  for (const folder of REFUSING)
    for (const { path, text } of sourceFiles(root, folder))
      if (/= refusal\(\s*'/.test(text)) await import(pathToFileURL(join(root, path)).href);
}

/** By name: in which order they were declared turns on who imports whom first. */
const inOrder = <T>(named: ReadonlyMap<string, T>): readonly T[] =>
  [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);

function commandsPage(root: string): string {
  const refusalsOf = refusalFinder(sourceFiles(root, 'domain'));
  const section = (a: Aggregate): string =>
    [
      `## ${a.words.en} – ${a.words.vi}`,
      `Stream ${code(`${a.category}-<id>`)}.`,
      ...inOrder(a.commands).map((c) => commandEntry(c, refusalsOf(c.name))),
    ].join('\n\n');
  return page(
    'Commands',
    'Besides its own refusals every command may be answered with those of the write path (`eventstore/refusals.ts`) and of permission (`domain/access/authorise.ts`). *Personal* fields are kept in the vault and never reach the event store. “Rests on what was seen” means that `If-Match` is required.',
    ...aggregates.map(section),
  );
}

function commandEntry(c: Command, refusals: readonly string[]): string {
  const person = c.by.kind !== 'workflow';
  const duty = responsibleFor(c.by);
  const facts = [
    `- ${c.words.vi} / ${c.words.en}`,
    routedCommands(c.aggregate).includes(c)
      ? `- Route: ${code(`POST /v1/${c.aggregate.resource}/{id}/${c.route}`)}`
      : person
        ? '- No route: it is given on the command line alone.'
        : '- Given by the process itself (no route).',
    c.by.kind === 'named' ? `- By the account named in \`${c.by.field}\`.` : '',
    c.by.kind === 'owner' ? '- By the account’s own holder.' : '',
    c.by.kind === 'seat' ? `- By who has a seat in the session: ${c.by.roles.map(code).join(', ')}` : '',
    duty ? `- By whoever holds ${code(duty.id)}: ${whoUnderEach(responsibilityOf(duty))}` : '',
    c.restsOn ? '- Rests on what was seen.' : '',
    c.signs
      ? '- Signs: its giver has shown within five minutes that it is them, and holds one fitting role or names it.'
      : '',
    c.starts ? '- Begins its stream.' : '',
    c.atInstallation ? '- May be given by who has the machine.' : '',
    `- Input: ${fieldsOf(c.input, (name) => fieldWord(c, [name])) || 'none'}`,
    refusals.length > 0
      ? `- Refusals: ${refusals.map((r) => `[${r}](refusals.md#${r.toLowerCase()})`).join(', ')}`
      : '',
  ];
  return [`### ${c.name}`, facts.filter(Boolean).join('\n')].join('\n\n');
}

function whoUnderEach(id: ResponsibilityId): string {
  return rulebooks.map((r) => `${r.id}: ${whoUnder(r, id)}`).join('; ');
}

function whoUnder(rulebook: Rulebook, id: ResponsibilityId): string {
  if (!(id in tierResponsibilities)) return holders(holdersOf(rulebook, id));
  return rulebook.ladder
    .map((tier) => ({ tier: tier.id, who: holdersOf(rulebook, id, tier.id) }))
    .filter(({ who }) => who.length > 0)
    .map(({ tier, who }) => `at ${tier} ${holders(who)}`)
    .join(', ');
}

const holders = (list: readonly Holder[]): string =>
  list.map((h) => (h.at === 'producer' ? h.role : `${h.role} (${h.at})`)).join(', ') || '–';

type Json = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Json[];
  items?: Json;
  properties?: Record<string, Json>;
  required?: string[];
  additionalProperties?: Json | boolean;
  format?: string;
  minimum?: number;
  maximum?: number;
  description?: string;
};

const schemaOf = (schema: z.ZodType): Json => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;

function fieldsOf(schema: z.ZodType, wordOf: (name: string) => Words | undefined = () => undefined): string {
  const { properties = {}, required = [] } = schemaOf(schema);
  return Object.entries(properties)
    .map(([name, field]) => {
      const word = wordOf(name);
      const said = word ? ` (${word.vi} / ${word.en})` : '';
      return `${code(required.includes(name) ? name : `${name}?`)}${said} ${typeOf(field)}`;
    })
    .join(', ');
}

function typeOf(field: Json): string {
  if (field.description?.startsWith('Personal')) return '*personal*';
  if (field.const !== undefined) return `“${String(field.const)}”`;
  if (field.enum) return field.enum.map(String).join(' | ');
  if (field.anyOf) return [...new Set(field.anyOf.map(typeOf))].join(' or ');
  if (field.type === 'array') return `list of ${field.items ? typeOf(field.items) : 'anything'}`;
  if (field.type === 'object') return objectType(field);
  if (field.format === 'date') return 'day';
  if (field.type === 'string') return 'text';
  if (field.type === 'integer' || field.type === 'number') return numberType(field);
  return Array.isArray(field.type) ? field.type.join(' or ') : (field.type ?? 'anything');
}

function objectType({ properties, required = [] }: Json): string {
  if (!properties) return 'object';
  if (Object.keys(properties).join() === 'ref,commitment') return '*personal* (reference)';
  const inner = Object.entries(properties).map(
    ([name, field]) => `${required.includes(name) ? name : `${name}?`}: ${typeOf(field)}`,
  );
  return `{ ${inner.join(', ')} }`;
}

function numberType({ minimum, maximum }: Json): string {
  const bounded = (n: number | undefined) => n !== undefined && Math.abs(n) < Number.MAX_SAFE_INTEGER;
  if (bounded(minimum) && bounded(maximum)) return `whole number ${minimum}–${maximum}`;
  return bounded(minimum) ? `whole number from ${minimum}` : 'whole number';
}

function eventsPage(root: string): string {
  const section = (a: Aggregate): string => {
    const rows = inOrder(a.events).map((e) => {
      const marks = [e.quiet ? 'quiet' : '', e.beside ? 'beside' : '', e.consequence ? 'consequence' : ''].filter(
        Boolean,
      );
      const name = fixtureName(a.category, e.type, e.version);
      const stored = JSON.parse(readFileSync(join(root, 'test/golden', name), 'utf8')) as StoredEvent;
      const sentence = e.sentence(e.schema.parse(upcast(e, stored.schemaVersion, stored.data)), stored);
      return [code(e.type), String(e.version), marks.join(', '), fieldsOf(e.schema), `${sentence.vi} / ${sentence.en}`];
    });
    return `## ${a.words.en}\n\n${table(['event', 'version', 'kind', 'data', 'for example'], rows)}`;
  };
  return page(
    'Events',
    '*quiet*: changes nothing a person decides on. *beside*: a record beside the procedure, on which no later fact rests. *consequence*: written because of the fact before it, and annulled only with it. The examples are the golden fixtures of `test/golden`.',
    ...aggregates.map(section),
  );
}

function permissionsPage(): string {
  const rows = responsibilityIds.flatMap((id) => {
    const names = [code(id), responsibilities[id].vi];
    if (!(id in tierResponsibilities)) return [[...names, '', ...rulebooks.map((r) => holders(holdersOf(r, id)))]];
    const tiers = [...new Set(rulebooks.flatMap((r) => r.ladder.map((t) => t.id)))];
    return tiers.map((tier) => [
      ...names,
      tier,
      ...rulebooks.map((r) => (r.ladder.some((t) => t.id === tier) ? holders(holdersOf(r, id, tier)) : '–')),
    ]);
  });
  const roleRows = Object.entries(roles).map(([id, w]) => [code(id), w.vi, w.en]);
  return page(
    'Permissions',
    'Who holds a responsibility under each rulebook: any one of the named roles, at the unit of that level which the product belongs to on the day the fact happened. Workflows give only their own commands; an installation only those marked so.',
    table(['responsibility', 'việc', 'tier', ...rulebooks.map((r) => r.id)], rows),
    '## Roles',
    table(['role', 'tiếng Việt', 'English'], roleRows),
    ...seeingSections(),
  );
}

function refusalsPage(): string {
  const kinds = { invalid: 'the input', conflict: 'the state', forbidden: 'the actor', unknown: 'does not exist' };
  const sections = allRefusals().map(
    (r) => `### ${r.code}\n\n${r.kind} (${kinds[r.kind]})\n\n- ${r.words.vi}\n- ${r.words.en}`,
  );
  return page('Refusals', 'A refusal is an answer: a stable code, its details and a sentence.', ...sections);
}

function settingsPage(): string {
  const defaults = settingsSchema.parse({}) as Record<string, unknown>;
  const rows = Object.entries(settingsSchema.shape).map(([name, schema]) => [
    code(name),
    schema.description ?? '',
    defaults[name] === '' ? '' : code(String(defaults[name])),
  ]);
  return page(
    'Settings',
    'Read from the environment; `npx ocop doctor` prints what they are, without passwords.',
    table(['setting', 'what it says', 'default'], rows),
  );
}

function policiesPage(): string {
  const rows = Object.entries(ratingPolicies).map(([id, p]) => [
    code(id),
    `${p.name.vi} / ${p.name.en}`,
    `${p.why.vi} / ${p.why.en}`,
    Object.entries(p.values as Record<string, { vi: string; en: string }>)
      .map(([value, w]) => `${code(value)}${value === p.default ? ' (default)' : ''}: ${w.vi} / ${w.en}`)
      .join('; '),
  ]);
  const defaults = policies.parse({}) as Record<string, unknown>;
  const others = Object.entries(policies.shape)
    .filter(([id]) => !(id in ratingPolicies))
    .map(([id, schema]) => [
      code(id),
      typeOf(schemaOf(schema as z.ZodType)),
      defaults[id] === undefined ? 'the rulebook’s' : code(JSON.stringify(defaults[id])),
      schema.meta()?.description ?? '',
    ]);
  return page(
    'Policies of the year plan',
    'What the law leaves open or says in two ways is a named policy of the year plan with a default, never a silent choice.',
    table(['policy', 'what it decides', 'why', 'values'], rows),
    '## The year’s own',
    table(['policy', 'value', 'default', 'why'], others),
    '## What a rulebook takes for granted where its act is silent',
    table(['rulebook', 'what', 'act'], rulebooks.flatMap(takenForGranted)),
    '## What is not read, and who confirms it before a result binds',
    table(['rulebook', 'what', 'confirmed by'], rulebooks.flatMap(unread)),
  );
}

const takenForGranted = (r: Rulebook): string[][] =>
  (r.assumptions ?? []).map(({ what, cite }) => [
    r.id,
    `${what.vi} / ${what.en}`,
    [cite.act, cite.article].filter(Boolean).join(', '),
  ]);

const unread = (r: Rulebook): string[][] =>
  r.incomplete.map(({ what, confirmedBy }) => [r.id, `${what.vi} / ${what.en}`, confirmedBy]);
