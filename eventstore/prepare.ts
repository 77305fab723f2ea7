// What was sent with a command: checked, its personal values sealed, and hashed so that its repeat can be known.
import type { Command } from '../domain/kernel/aggregate.ts';
import { hasPersonal, type PersonalRef, personalValues, sealPersonal } from '../domain/kernel/personal.ts';
import type { Refusal } from '../domain/kernel/refusal.ts';
import { digest } from './envelope.ts';
import { type FieldError, ID_INVALID, invalidInput } from './refusals.ts';

/** Durable before the append, keyed by stream, command and field; a repeat gets the salt of the first. */
export type SealPersonal = (
  values: readonly { stream: string; commandId: string; path: string; value: string }[],
) => Promise<readonly PersonalRef[]>;

export type Prepared = { input: Record<string, unknown>; commandHash: string; occurredOn: string | undefined };

type Request = { command: Command; id: string; input: unknown; commandId: string };

export async function prepare(
  request: Request,
  seal: SealPersonal,
): Promise<Prepared | { refusal: Refusal; errors?: readonly FieldError[] }> {
  const { command, id } = request;
  if (!command.aggregate.id.safeParse(id).success) return { refusal: ID_INVALID({ id }) };
  const parsed = command.input.safeParse(request.input ?? {});
  // Nothing of a refused input becomes durable.
  if (!parsed.success) return invalidInput(parsed.error);
  const { occurredOn, ...fields } = parsed.data as Record<string, unknown> & { occurredOn?: string };
  const input = hasPersonal(command.input) ? await sealed(request, fields, seal) : fields;
  const hashed = occurredOn === undefined ? input : { ...input, occurredOn };
  return { input, occurredOn, commandHash: digest({ name: command.name, input: hashed }) };
}

async function sealed({ command, id, commandId }: Request, input: Record<string, unknown>, seal: SealPersonal) {
  const stream = command.aggregate.stream(id);
  const values = personalValues(command.input, input);
  const refs = await seal(values.map((v) => ({ ...v, stream, commandId })));
  const byPath = new Map(values.map((v, i) => [v.path, refs[i] as PersonalRef]));
  return sealPersonal(command.input, input, (path) => byPath.get(path) as PersonalRef) as Record<string, unknown>;
}
