// What a command sets off beyond its own stream: how many cycles are open that would look again, who else has the same file.
import { type Command, splitStream } from '../domain/kernel/aggregate.ts';
import { own } from '../domain/kernel/own.ts';
import type { Refusal } from '../domain/kernel/refusal.ts';
import { eraseFile } from '../domain/product-cycle/erasing-files.ts';
import { heldFiles } from '../domain/product-cycle/held-files.ts';
import { productCycle } from '../domain/product-cycle/product-cycle.ts';
import { dayOf } from '../domain/time/civil-date.ts';
import { everyEvent } from '../eventstore/every-event.ts';
import type { CommandRequest, CommandResult } from '../eventstore/execute-command.ts';
import type { ApiParts } from './parts.ts';
import { REACH_CHANGED } from './refusals.ts';

type Asked = Pick<CommandRequest, 'id' | 'input'> & { readonly command: Command };

type Reach = {
  readonly openCycles?: number;
  /** further dossiers that hold the same bytes: a file stays until each of them has erased it */
  readonly alsoHeldBy?: readonly string[];
};

export async function reachOf(parts: ApiParts, { command, id, input }: Asked): Promise<Reach> {
  const { aggregate, name } = command;
  if (command === eraseFile) return { alsoHeldBy: await alsoHeldBy(parts, id, input) };
  if (!aggregate.reaches) return {};
  const { state, facts } = await parts.executor.look(aggregate, id);
  const reach = aggregate.reaches({ id, state, facts, input, command: name });
  return reach ? { openCycles: await parts.board.reached(reach, dayOf(parts.clock())) } : {};
}

async function alsoHeldBy({ executor }: ApiParts, id: string, input: unknown): Promise<readonly string[]> {
  const held = heldFiles();
  for await (const event of everyEvent(executor, { prefixes: [productCycle.stream('')] })) held.add(event);
  const { sha256 = '' } = (input ?? {}) as { sha256?: string };
  return held
    .by(sha256)
    .map((stream) => splitStream(stream).id)
    .filter((other) => other !== id);
}

/** Gives a command, held first against the number it confirms; a preview is what shows that number. */
export async function give(parts: ApiParts, request: CommandRequest): Promise<CommandResult> {
  const otherNumber = request.preview ? undefined : await unconfirmed(parts, request);
  return otherNumber ? { outcome: 'refused', refusal: otherNumber } : parts.executor.execute(request);
}

/**
 * Why an act that is confirmed with its number cannot be written: the number is another one by now. Only what would be
 * written is asked for: a repeat learns what became of it.
 */
async function unconfirmed(parts: ApiParts, request: CommandRequest): Promise<Refusal | undefined> {
  const { command, input } = request;
  const { confirms } = command;
  if (confirms === undefined) return undefined;
  const judged = await parts.executor.execute({ ...request, preview: true });
  if (judged.outcome !== 'preview') return undefined;
  const { openCycles: now } = await reachOf(parts, request);
  const shown = own(input as Record<string, unknown>, confirms);
  return now === undefined || shown === now
    ? undefined
    : REACH_CHANGED({ now, shown: shown as number }, `/${confirms}`);
}
