// POST /v1/<resource>/{id}/<command>: every command a person may give, derived from the domain's table.
import type { Request, RequestHandler, Response } from 'express';
import type { Caller } from '../domain/access/authorise.ts';
import { fieldWord } from '../domain/field-words/field-words.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import { isRefusal, type Refusal } from '../domain/kernel/refusal.ts';
import { aggregates } from '../domain/registry.ts';
import type { CommandResult } from '../eventstore/execute-command.ts';
import type { History } from '../eventstore/history.ts';
import { asTold } from './as-told.ts';
import { inputOf } from './body.ts';
import { callerOf, wayRefused } from './caller.ts';
import { commandIdOf, etag, ifMatchOf } from './headers.ts';
import type { ApiParts } from './parts.ts';
import { give, reachOf } from './preview.ts';
import { sendProblem } from './problem.ts';
import { IF_MATCH_REQUIRED, UNKNOWN_COMMAND, UNKNOWN_ROUTE } from './refusals.ts';
import { routedCommands } from './routed-commands.ts';
import { onlyAllows } from './routes.ts';
import { existing, notThere } from './seeing.ts';
import { type Warning, warningsOf } from './warnings.ts';
import { lastChange } from './who-changed-it.ts';

const key = (resource: string, route: string): string => `${resource}/${route}`;

/** `product-cycles/select-idea` → its command. Workflow commands have no route. */
export const commandRoutes: ReadonlyMap<string, Command> = new Map(
  aggregates.flatMap((a) => routedCommands(a).map((c): [string, Command] => [key(a.resource, c.route), c])),
);
const resources: ReadonlySet<string> = new Set(aggregates.map((a) => a.resource));

type Params = { resource: string; id: string; command: string };

export function giveCommand(parts: ApiParts): RequestHandler {
  return async (req, res, next) => {
    const { resource, id, command: name } = req.params as Params;
    const command = commandRoutes.get(key(resource, name));
    if (!command) return sendProblem(req, res, unknown(req, resource, name));
    if (req.method !== 'POST') return onlyAllows('POST')(req, res, next);
    const refused = wayRefused(res, command);
    if (refused) return sendProblem(req, res, refused);
    const preview = Object.hasOwn(req.query, 'preview');
    const commandId = commandIdOf(req);
    const ifMatch = ifMatchOf(req);
    if (isRefusal(commandId)) return sendProblem(req, res, commandId);
    if (isRefusal(ifMatch)) return sendProblem(req, res, ifMatch);
    const caller = callerOf(res);
    if (command.restsOn && ifMatch === undefined)
      return sendProblem(req, res, await nothingSeen(parts, { command, id, caller }));
    const request = {
      command,
      id,
      input: inputOf(req),
      commandId,
      caller,
      ...(preview ? { preview } : {}),
      ...(ifMatch === undefined ? {} : { ifMatch }),
    };
    const from = performance.now();
    const result = await give(parts, request);
    if (!preview) parts.measures?.command(command.name, result.outcome, (performance.now() - from) / 1000);
    req.log.info({ command: command.name, stream: command.aggregate.stream(id), commandId, outcome: result.outcome });
    if (result.outcome === 'refused' || result.outcome === 'stale') {
      const errors = 'errors' in result ? result.errors : undefined;
      const told = await asTold(parts, { command, id, caller, ifMatch, refusal: result.refusal, errors });
      if (result.outcome === 'refused' || told !== result.refusal)
        return sendProblem(req, res, told, { errors, labelOf: (path) => fieldWord(command, path) });
      return sendStale(parts, { req, res, command, id, result });
    }
    if (result.outcome === 'preview') {
      const reach = await reachOf(parts, request);
      return void res.json({ outcome: result.outcome, revision: result.revision, writes: result.sentences, ...reach });
    }
    return sendDone(parts, { res, command, id, result, input: inputOf(req) });
  };
}

const unknown = (req: Request, resource: string, command: string): Refusal =>
  resources.has(resource)
    ? UNKNOWN_COMMAND({ resource, command: command.slice(0, 100) })
    : UNKNOWN_ROUTE({ path: `${req.baseUrl}${req.path}`.slice(0, 200) });

/** Whoever has seen nothing is first told when there is nothing to see. */
async function nothingSeen(
  parts: ApiParts,
  { command, id, caller }: { command: Command; id: string; caller: Caller },
): Promise<Refusal> {
  const { aggregate, starts } = command;
  return starts || !isRefusal(await existing(parts, { aggregate, id, caller }))
    ? IF_MATCH_REQUIRED()
    : notThere(aggregate, id);
}

type Answer<R> = { req: Request; res: Response; command: Command; id: string; result: R; input: unknown };
type Stale = Extract<CommandResult, { outcome: 'stale' }>;
type Done = Exclude<CommandResult, { outcome: 'stale' | 'refused' | 'preview' }>;

async function sendStale(parts: ApiParts, a: Omit<Answer<Stale>, 'input'>): Promise<void> {
  const { aggregate } = a.command;
  if (a.result.seen < 0) return sendProblem(a.req, a.res, notThere(aggregate, a.id));
  a.res.set('ETag', etag(a.result.seen));
  const changed = lastChange(await parts.executor.look(aggregate, a.id));
  const { seen } = a.result;
  sendProblem(a.req, a.res, a.result.refusal, { members: changed ? { seen, changed } : { seen } });
}

async function sendDone(parts: ApiParts, a: Omit<Answer<Done>, 'req'>): Promise<void> {
  const { res, command, id, result } = a;
  const { aggregate } = command;
  const history = result.outcome === 'appended' ? undefined : await parts.executor.look(aggregate, id);
  const first = result.outcome === 'appended' && result.events[0]?.revision === 0;
  if (first) res.location(`/v1/${aggregate.resource}/${id}`);
  const seen = result.outcome === 'appended' ? result.seen : (history?.seen ?? result.revision);
  const position = 'position' in result ? result.position : history?.position;
  const warnings = result.outcome === 'appended' ? await warningsAfter(parts, a) : [];
  const receipt = receiptFor(command, result, history);
  const body: CommandAnswer = {
    outcome: result.outcome,
    revision: result.revision,
    seen,
    ...(position === undefined ? {} : { position }),
    ...(receipt === undefined ? {} : { receipt }),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
  res
    .status(first ? 201 : 200)
    .set('ETag', etag(seen))
    .json(body);
}

/** The same proof again for who asks again. */
function receiptFor(command: Command, result: Done, history: History | undefined): string | undefined {
  const facts = result.outcome === 'appended' ? result.events : (history?.facts ?? []);
  const fact = result.outcome === 'appended' ? facts[0] : facts.find((f) => f.revision === result.revision);
  return fact && result.outcome !== 'nothing-to-do' ? command.receipt?.(fact.data, fact.revision) : undefined;
}

async function warningsAfter(parts: ApiParts, { command, id, input }: Omit<Answer<Done>, 'req'>): Promise<Warning[]> {
  const { aggregate } = command;
  try {
    const state = aggregate.advise ? (await parts.executor.look(aggregate, id)).state : undefined;
    return await warningsOf(parts, command, { id, state }, input);
  } catch (error) {
    // What was appended stays appended: advice that cannot be had is left out.
    parts.log.warn({ error: (error as Error).message, command: command.name }, 'no advice');
    return [];
  }
}

type CommandAnswer = {
  readonly outcome: 'appended' | 'already-applied' | 'nothing-to-do';
  readonly revision: number;
  /** the number of the ETag */
  readonly seen: number;
  readonly position?: string;
  readonly receipt?: string;
  readonly warnings?: readonly Warning[];
};
