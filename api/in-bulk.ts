// POST /v1/in-bulk/<resource>/<command>: one command on many resources. Each row is a command of its own, with a result
// of its own; none waits for or undoes another.
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Caller } from '../domain/access/authorise.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import { readInput } from '../eventstore/read-input.ts';
import { words } from '../projections/answer.ts';
import { asTold } from './as-told.ts';
import { inputOf } from './body.ts';
import { callerOf, wayRefused } from './caller.ts';
import { commandRoutes } from './commands.ts';
import { commandIdOf } from './headers.ts';
import { bothOf } from './language.ts';
import type { ApiParts } from './parts.ts';
import { give } from './preview.ts';
import { sendProblem, sentencesOf } from './problem.ts';
import { IF_MATCH_REQUIRED, ROW_TWICE, UNKNOWN_COMMAND } from './refusals.ts';
import { onlyAllows } from './routes.ts';

const MOST_ROWS = 200;
const AT_ONCE = 8;

const row = z.strictObject({
  id: z.string().min(1).max(200),
  /** the number of the ETag that was seen, for decisions that rest on it */
  seen: z.int().min(0).optional(),
  input: z.record(z.string(), z.unknown()).default({}),
});
export const rowsInput = z.strictObject({ rows: z.array(row).min(1).max(MOST_ROWS) });
type Row = z.infer<typeof row>;

export const rowAnswer = z.strictObject({
  id: z.string(),
  outcome: z.enum(['appended', 'already-applied', 'nothing-to-do', 'preview', 'refused']),
  revision: z.int().optional(),
  position: z.string().optional(),
  code: z.string().optional(),
  sentences: words.optional(),
  errors: z.array(z.object({ pointer: z.string(), label: words.optional(), sentences: words })).optional(),
});
export type RowAnswer = z.infer<typeof rowAnswer>;

export const rowsAnswer = z
  .strictObject({
    rows: z.array(rowAnswer),
    done: z.int().meta({ description: 'rows that are so now, or would be' }),
    refused: z.int(),
    position: z.string().optional().meta({ description: 'the last one of them: send it as Ocop-After with a list' }),
  })
  .meta({ id: 'RowsAnswer' });

/** `commandId`: the row’s own, by which a repeat of the whole finds it again */
export type Given = { command: Command; commandId: string; caller: Caller; preview: boolean };

export function giveInBulk(parts: ApiParts): RequestHandler {
  return async (req, res, next) => {
    const { resource, command: name } = req.params as { resource: string; command: string };
    const command = commandRoutes.get(`${resource}/${name}`);
    if (!command)
      return sendProblem(req, res, UNKNOWN_COMMAND({ resource: resource.slice(0, 100), command: name.slice(0, 100) }));
    if (req.method !== 'POST') return onlyAllows('POST')(req, res, next);
    const refused = wayRefused(res, command);
    if (refused) return sendProblem(req, res, refused);
    const commandId = commandIdOf(req);
    if (isRefusal(commandId)) return sendProblem(req, res, commandId);
    const read = readInput(rowsInput, inputOf(req));
    if ('refusal' in read) return sendProblem(req, res, read.refusal, { errors: read.errors });
    const { rows } = read.data;
    const twice = rows.find(({ id }, i) => rows.findIndex((other) => other.id === id) !== i);
    if (twice) return sendProblem(req, res, ROW_TWICE({ id: twice.id }, `/rows/${rows.lastIndexOf(twice)}/id`));
    const given = { command, commandId, caller: callerOf(res), preview: Object.hasOwn(req.query, 'preview') };
    const answers: RowAnswer[] = [];
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const some = rows.slice(from, from + AT_ONCE);
      answers.push(
        ...(await Promise.all(
          some.map((one) => giveRow(parts, { ...given, commandId: `${commandId}/${one.id}` }, one)),
        )),
      );
    }
    const left = answers.filter(({ outcome }) => outcome === 'refused').length;
    req.log.info({ command: command.name, rows: rows.length, refused: left, commandId });
    const position = answers
      .flatMap((answer) => answer.position ?? [])
      .toSorted()
      .at(-1);
    const written = position === undefined ? {} : { position };
    res.json({ rows: answers, done: rows.length - left, refused: left, ...written });
  };
}

export async function giveRow(parts: ApiParts, given: Given, { id, seen, input }: Row): Promise<RowAnswer> {
  const { command, caller, preview } = given;
  if (command.restsOn && seen === undefined)
    return saying(id, await asTold(parts, { command, id, caller, refusal: IF_MATCH_REQUIRED() }));
  const request = {
    command,
    id,
    input,
    caller,
    commandId: given.commandId,
    ...(seen === undefined ? {} : { ifMatch: seen }),
    ...(preview ? { preview } : {}),
  };
  const from = performance.now();
  const result = await give(parts, request);
  if (!preview) parts.measures?.command(command.name, result.outcome, (performance.now() - from) / 1000);
  if (result.outcome === 'stale') return saying(id, await asTold(parts, { ...request, refusal: result.refusal }));
  if (result.outcome === 'refused') {
    const errors = result.errors?.map((e) => ({
      pointer: e.pointer,
      ...(e.label ? { label: e.label } : {}),
      sentences: bothOf(e.words),
    }));
    const told = await asTold(parts, { ...request, refusal: result.refusal, errors });
    return { ...saying(id, told), ...(errors === undefined ? {} : { errors }) };
  }
  const position = 'position' in result ? { position: result.position } : {};
  return { id, outcome: result.outcome, revision: result.revision, ...position };
}

const saying = (id: string, refusal: Refusal): RowAnswer => ({
  id,
  outcome: 'refused',
  code: refusal.code,
  sentences: sentencesOf(refusal),
});
