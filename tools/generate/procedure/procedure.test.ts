// The page of the procedure says everything: every command, every state the procedure can be in, under every rulebook.
import { expect, test } from 'vitest';
import { tierName } from '../../../domain/product-cycle/escalation/tier.ts';
import { endKinds, productCycle } from '../../../domain/product-cycle/product-cycle.ts';
import { stepIds, steps } from '../../../domain/programme-year/steps.ts';
import { getRulebook, rulebooks } from '../../../domain/rulebooks/registry.ts';
import { stateWords as states } from '../../../projections/product-board/state-words.ts';
import { procedurePage, turnsByRulebook } from './page.ts';

/** A session's process gives its results and takes them back, by the session's own procedure. */
const ofSessions = ['RecordCouncilResult', 'VoidCouncilResult'];
/** The page goes by the policies’ defaults: minutes on paper are entered once. */
const ofPolicies = ['ResolvePaperResult'];
/** A file that was sent, or a paper that runs out, turns nothing. */
const ofFiles = ['ReceiveFile', 'TakeInDossier', 'EraseFile', 'TellPaperEnd'];

const turns = () => [...turnsByRulebook()];

test('every command of the cycle appears under every rulebook, but where every tier gives points', () => {
  expect(turns().map(([id]) => id)).toEqual(rulebooks.map(({ id }) => id));
  for (const [id, seen] of turns()) {
    const given = new Set(seen.flatMap(({ command, process }) => [command, ...process].map((c) => c?.name)));
    const others = [...ofSessions, ...ofPolicies, ...ofFiles];
    const missing = [...productCycle.commands.keys()].filter((name) => !others.includes(name) && !given.has(name));
    const assesses = getRulebook(id as 'R2019').ladder.some(({ rates }) => !rates);
    // In the year of the first act there is no other one in force that it could be changed to.
    const alone = id === rulebooks[0]?.id ? ['ChangeRulebook'] : [];
    expect(missing, id).toEqual([...(assesses ? [] : ['RecordPreAssessment']), ...alone]);
  }
}, 120_000);

test('every step, every tier and every end appears as a state, and each is left or ended', () => {
  for (const [id, seen] of turns()) {
    const names = new Set(seen.flatMap(({ state, next }) => [state.vi, next.vi]));
    const has = (text: string) => [...names].some((name) => name.includes(text));
    // Promotion goes on after the end: a recognised product is promoted.
    for (const step of stepIds.filter((one) => one !== 'promotion'))
      expect(has(steps[step].vi), `${id} ${step}`).toBe(true);
    for (const { id: tier } of getRulebook(id as 'R2019').ladder)
      expect(has(tierName(tier).vi), `${id} ${tier}`).toBe(true);
    for (const kind of endKinds) expect(has(states[kind].vi), `${id} ${kind}`).toBe(true);
    for (const { state } of seen)
      expect(
        seen.some((t) => t.state.vi === state.vi && t.command),
        state.vi,
      ).toBe(true);
  }
}, 120_000);

test('who acts is said wherever a person does, and no date comes from words that nobody has put into Vietnamese', () => {
  for (const [, seen] of turns())
    for (const { command, who } of seen)
      if (command?.by.kind === 'responsibility') expect(who.length, command.name).toBeGreaterThan(0);
  expect(procedurePage()).not.toMatch(/\| [^|]*(year plan|policy [a-z]|working days|set by|fixed by|undefined)/);
}, 120_000);
