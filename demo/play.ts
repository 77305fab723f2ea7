// Plays the stories: everybody's acts in the order of time, each product's one after the other, all products at once.

import { certificate } from '../domain/certificate/certificate.ts';
import { own } from '../domain/kernel/own.ts';
import { type ProductCycle, productCycle } from '../domain/product-cycle/product-cycle.ts';
import { getCommand } from '../domain/registry.ts';
import { atHour } from '../domain/time/civil-date.ts';
import { isWorkingDay } from '../domain/time/working-days.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import type { History } from '../eventstore/history.ts';
import { type ActContext, happenedOn } from './act-context.ts';
import { acts } from './acts.ts';
import { PROVINCE } from './districts.ts';
import { type Registration, registrationsOf } from './entry.ts';
import type { Give } from './install.ts';
import { communeOfficer, officerFor } from './officer-for.ts';
import { calendarOf, readScript, type ScriptedAct } from './script.ts';
import { groupOf, placeOf, producerOf, productOf, type Story } from './story.ts';

/** An act at its place in time: the first of a product's day at 09:00, the next ten minutes later. */
export type Scene = {
  at: string;
  story: Story;
  no: number;
  cycle: string;
  year: number;
  nth: number;
  scripted: ScriptedAct;
};

const MINUTE = 60_000;

/** All acts of the stories by the instant at which they are given. */
export function scenesOf(stories: readonly Story[]): readonly Scene[] {
  const scenes = stories.flatMap((story, i) =>
    Object.entries(story.cycles).flatMap(([key, line]) => {
      const [year = '', ordinal = '1'] = key.split('-');
      const cycle = `${PROVINCE.code}-${year}-${productOf(story)}-${ordinal}`;
      const script = readScript(line as string, Number(year));
      return script.map((scripted, nth): Scene => {
        if (!isWorkingDay(scripted.on, calendarOf(scripted.on)))
          throw new Error(`${story.name}: offices are closed on ${scripted.on} (${scripted.act})`);
        if (nth > 0 && scripted.on < (script[nth - 1] as ScriptedAct).on)
          throw new Error(`${story.name}: ${scripted.act} on ${scripted.on} is told out of order`);
        const before = script.slice(0, nth).filter((s) => s.on === scripted.on).length;
        const at = new Date(Date.parse(atHour(scripted.on, 9)) + before * 10 * MINUTE).toISOString();
        return { at, story, no: i + 1, cycle, year: Number(year), nth, scripted };
      });
    }),
  );
  return scenes.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export type Stage = { executor: Executor; give: Give };

const keyOf = ({ cycle, nth, scripted }: Scene): string => `demo/${cycle}/${nth + 1}-${scripted.act}`;

/** Whether a scene was played to its end. */
async function wasPlayed(executor: Executor, scene: Scene): Promise<boolean> {
  for (const aggregate of [productCycle, certificate])
    if ((await executor.look<any>(aggregate, scene.cycle)).commands.has(keyOf(scene))) return true;
  return false;
}

/** Gives the commands of one scene. What an interrupted load gave before is passed over. */
export async function play({ executor, give }: Stage, scene: Scene): Promise<void> {
  const { story, no, year, scripted, cycle } = scene;
  const act = own(acts, scripted.act);
  if (!act) throw new Error(`${story.name}: nobody knows the act “${scripted.act}”`);
  const last = keyOf(scene);
  if (await wasPlayed(executor, scene)) return;
  let history: History<ProductCycle> = await executor.look(productCycle, cycle);
  const { state: its } = await executor.look(certificate, cycle);
  const context: ActContext = { story, no, year, scripted, history, certificate: its };
  const given = act(context);
  const day = happenedOn(context);
  const { papers } = scripted.options;
  for (const [i, { command: name, input, category = productCycle.category }] of given.entries()) {
    const command = getCommand(category, name);
    await give({
      by: officerFor({ command, state: history.state, story, on: scripted.on, role: scripted.options.role }),
      command,
      id: cycle,
      input: day === scripted.on ? input : { ...input, occurredOn: day, ...(papers ? { olderPapers: papers } : {}) },
      key: i === given.length - 1 ? last : `${last}/${i + 1}`,
    });
    history = await executor.look(productCycle, cycle);
  }
}

/** Producer and product are registered half an hour before they are first heard of. */
export async function enter({ give }: Stage, story: Story): Promise<void> {
  const { slug, no, commune: place } = placeOf(story);
  const { id, name: producer } = producerOf(story);
  const product = productOf(story);
  const { applicant: kind, name, origin = 'new' } = story;
  const registrations = registrationsOf({
    by: communeOfficer(slug, no),
    place,
    producer: { id, kind, name: producer },
    product: { id: product, name, group: groupOf(story), origin },
  });
  for (const [i, what] of ['producer', 'account', 'product'].entries())
    await give({ ...(registrations[i] as Registration), key: `demo/${product}/${what}` });
}

/** When each story's producer and product are registered. */
export function entrancesOf(
  stories: readonly Story[],
  scenes: readonly Scene[],
): readonly { at: string; story: Story }[] {
  return stories.map((story) => {
    const first = scenes.find((s) => s.story === story);
    if (!first) throw new Error(`${story.name} has no story`);
    return { at: new Date(Date.parse(first.at) - 30 * MINUTE).toISOString(), story };
  });
}
