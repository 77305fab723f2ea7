// What a person is told of a command that was refused: of what they may not see, nothing but that it is not there.
import { ROLE_MISSING } from '../domain/access/authorise.ts';
import type { Sight } from '../domain/access/sight.ts';
import type { Command } from '../domain/kernel/aggregate.ts';
import { type Responsible, responsibleFor } from '../domain/kernel/command.ts';
import { kindOf, type Refusal } from '../domain/kernel/refusal.ts';
import { CLOCK_DOUBTFUL } from '../domain/office-clock/office-clock.ts';
import { rulebooks } from '../domain/rulebooks/registry.ts';
import { type RoleId, responsibilityOf, roles } from '../domain/rulebooks/responsibilities.ts';
import type { CommandRequest } from '../eventstore/execute-command.ts';
import { ID_INVALID } from '../eventstore/refusals.ts';
import type { ApiParts } from './parts.ts';
import { isSeen, notThere, sightFor } from './seeing.ts';

type Asked = Pick<CommandRequest, 'command' | 'id' | 'caller'> & {
  readonly refusal: Refusal;
  readonly ifMatch?: number | undefined;
};

/** Said of what was sent, before anything was read. */
const BEFORE_READING: readonly string[] = [ID_INVALID().code, CLOCK_DOUBTFUL().code];

/** @param r `errors`: of the fields that were sent, where these are why */
export async function asTold(parts: ApiParts, r: Asked & { errors?: unknown }): Promise<Refusal> {
  const { command, id, caller, refusal, errors, ifMatch } = r;
  if (errors !== undefined || BEFORE_READING.includes(refusal.code)) return refusal;
  const sight = await sightFor(parts, caller);
  if (!sight) return refusal;
  const forbidden = kindOf(refusal.code) === 'forbidden';
  const history = await parts.executor.look(command.aggregate, id);
  const isThere = history.revision >= 0;
  if (command.starts) {
    if (forbidden || !couldBegin(command, sight)) return withoutUnits(command, refusal);
    // That it is there, and not by whom, when, or how often it has changed.
    return isThere && !(await isSeen(parts, history, caller)) ? command.starts({ id }) : refusal;
  }
  if (isThere && (await isSeen(parts, history, caller))) return refusal;
  // Whoever says what they saw has seen nothing of it, whatever they guess.
  if (ifMatch !== undefined) return notThere(command.aggregate, id);
  // Who may not begin such a thing is told so, whether there is one or not.
  if (command.opens && forbidden) return withoutUnits(command, refusal);
  return isThere ? notThere(command.aggregate, id) : refusal;
}

/** That an id is taken is told to whoever could take it. */
function couldBegin({ by }: Command, { grants }: Sight): boolean {
  const duty = responsibleFor(by);
  return duty === undefined || grants.some(({ role }) => rolesOf(duty).includes(role));
}

/** The role that is missing, without the unit at which: that would say where the thing lies. */
function withoutUnits({ by }: Command, refusal: Refusal): Refusal {
  const duty = responsibleFor(by);
  if (!duty) return refusal;
  const inWords = (lang: 'vi' | 'en') =>
    rolesOf(duty)
      .map((role) => roles[role][lang])
      .join('; ');
  return ROLE_MISSING({ roles: inWords('vi'), rolesEn: inWords('en') });
}

/** Whatever law and tier it is. */
const rolesOf = (duty: Responsible): readonly RoleId[] => [
  ...new Set(
    rulebooks.flatMap(({ responsibilities }) => {
      const entry = responsibilities[responsibilityOf(duty)];
      return ('perTier' in entry ? Object.values(entry.perTier).flat() : entry).map(({ role }) => role);
    }),
  ),
];
