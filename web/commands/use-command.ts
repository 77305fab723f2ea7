// One command being given: what is typed, what is wrong with it, and where it is on its way.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useMe } from '../frame/me.ts';
import type { CommandAnswer, Offer } from '../talk/answers.ts';
import { ask } from '../talk/ask.ts';
import { give } from '../talk/give.ts';
import { isProblem } from '../talk/problem.ts';
import type { Operation, Schema } from '../talk/reads.ts';
import { dropDraft, keepDraft, keyFor, readDraft } from './drafts.ts';
import { carriedOver } from './filled.ts';
import { groupOf, inputOf, type Problems, type Raw } from './raw.ts';

export type Phase = 'typing' | 'sending' | 'effects' | 'proof' | 'role';

/** Fields that are known already. */
export type Fills = Readonly<Record<string, Raw | number>>;

/** As much of an offer as it takes to give it. */
export type Givable = Pick<Offer, 'name' | 'route' | 'words' | 'needsIfMatch'>;

type Of = {
  readonly offer: Givable;
  readonly fills?: Fills | undefined;
  readonly id: string;
  readonly etag: string | undefined;
  readonly operation: Operation;
  readonly schema: Schema;
  readonly done: (answer: CommandAnswer) => void;
};

export function useCommand({ offer, id, etag, fills = {}, operation, schema, done }: Of) {
  const { account } = useMe();
  const queries = useQueryClient();
  const of = useMemo(() => ({ account, command: offer.name, id }), [account, offer.name, id]);
  const [from, setFrom] = useState(() => filled(fills));
  const [raw, setRaw] = useState(() => {
    const draft = readDraft(of);
    return groupOf(carriedOver(draft.from ?? {}, draft.raw, from));
  });
  const [phase, setPhase] = useState<Phase>('typing');
  const [error, setError] = useState<unknown>();
  const [tries, setTries] = useState(0);
  const [isTried, setTried] = useState(false);
  const [effects, setEffects] = useState<CommandAnswer>();
  const role = useRef<string>(undefined);
  // What was on screen when the form was opened: a screen that refreshes itself beneath does not decide for who types.
  const [seen, setSeen] = useState(etag);
  const newest = useRef({ etag, fills });
  useEffect(() => {
    newest.current = { etag, fills };
  });

  const confirms = operation['x-confirms'];
  const problems: Problems = new Map();
  const input = inputOf(withoutField(schema, confirms), raw, { pointer: '', required: true, problems }) as Record<
    string,
    unknown
  >;

  const type = (name: string, value: Raw) => {
    const next = { ...raw, [name]: value };
    setRaw(next);
    keepDraft(of, { ...readDraft(of), raw: next, from });
    if (!isProblem(error) || error.status !== 412) setError(undefined);
  };
  const clear = () => {
    dropDraft(of);
    setFrom(filled(fills));
    setRaw(filled(fills));
    setError(undefined);
    setTried(false);
  };

  const send = async (confirmed = false): Promise<void> => {
    setTried(true);
    if (problems.size > 0) return;
    setPhase('sending');
    setError(undefined);
    setTries(0);
    const given = { route: offer.route, as: role.current, ifMatch: seen, onWait: setTries };
    try {
      if (operation['x-reaches-beyond'] && !confirmed) {
        setEffects(undefined);
        // The number that is confirmed is what a preview tells.
        const asked = confirms === undefined ? input : { ...input, [confirms]: 0 };
        setEffects(await give({ ...given, input: asked, key: crypto.randomUUID(), preview: true }));
        return setPhase('effects');
      }
      const whole =
        confirms && effects?.openCycles !== undefined ? { ...input, [confirms]: effects.openCycles } : input;
      const answer = await give({ ...given, input: whole, key: keyFor(of, { ...readDraft(of), raw }, whole) });
      dropDraft(of);
      await queries.invalidateQueries();
      done(answer);
    } catch (refused) {
      setPhase(
        isProblem(refused, 'CONFIRMATION_REQUIRED')
          ? 'proof'
          : isProblem(refused, 'ROLE_AMBIGUOUS')
            ? 'role'
            : 'typing',
      );
      setError(refused);
    }
  };
  return {
    raw: groupOf(raw),
    /** what was typed, as the command would be given; whole only where nothing is wrong with it */
    input,
    type,
    clear,
    send,
    phase,
    edit: () => setPhase('typing'),
    error,
    tries,
    effects,
    /** what is wrong with what is typed; told from the first attempt to send on */
    problems: isTried ? problems : (new Map() as Problems),
    problemsNow: problems,
    async prove(proof: { password: string } | { code: string } | { passkey: unknown }) {
      await ask('/v1/me/confirm', { method: 'POST', body: proof });
      await send(effects !== undefined);
    },
    async signAs(as: string) {
      role.current = as;
      // Who was asked before the effects were shown is shown them now.
      await send(effects !== undefined);
    },
    async lookAgain() {
      await queries.invalidateQueries({ queryKey: ['resource'] });
      await queries.invalidateQueries({ queryKey: ['timeline'] });
      // The page shows what has come before it counts as seen.
      await new Promise(requestAnimationFrame);
      const now = filled(newest.current.fills);
      const merged = groupOf(carriedOver(from, raw, now));
      setFrom(now);
      setRaw(merged);
      keepDraft(of, { ...readDraft(of), raw: merged, from: now });
      setSeen(newest.current.etag);
      setError(undefined);
    },
  };
}
/** What nobody types: the server says it first. */
function withoutField(schema: Schema, name: string | undefined): Schema {
  if (name === undefined) return schema;
  const { [name]: _, ...properties } = schema.properties ?? {};
  return { ...schema, properties, required: (schema.required ?? []).filter((one) => one !== name) };
}

const filled = (fills: Fills): Readonly<Record<string, Raw>> =>
  Object.fromEntries(
    Object.entries(fills).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  );

export type Giving = ReturnType<typeof useCommand>;
