// A session of the provincial council that is under way when the demo's clock stands still: a newcomer seals the last sheets
// of the first product, and opens it.
import { councilSession } from '../domain/council-session/council-session.ts';
import { getCommand } from '../domain/registry.ts';
import { atHour } from '../domain/time/civil-date.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { councillors, scoringIn } from './councillors.ts';
import { PROVINCE } from './districts.ts';
import type { Give } from './install.ts';
import { demoSheet } from './sheets.ts';

const SESSION = `${PROVINCE.code}-2022-hoi-dong-tinh-dot-1`;
const AGENDA = ['dua-go-minh-hoa-tho-min', 'yen-mach-rang-minh-hoa-nang-non', 'so-co-la-minh-hoa-dang-diu'].map(
  (product) => `${PROVINCE.code}-2022-${product}-1`,
);
/** Who has not sealed the first product yet. */
const LEFT = ['demo-hd-chu-tich', 'demo-hd-uy-vien-4'];

const keyOf = (step: string): string => `demo/${SESSION}/${step}`;

/** Whether it has come as far as it is told: it is the last that is loaded. */
export async function isCouncilUnderWay(executor: Executor): Promise<boolean> {
  const { commands } = await executor.look(councilSession, SESSION);
  return commands.has(keyOf(`seal/${scoringIn('tinh').findLast((id) => !LEFT.includes(id))}`));
}

type Moment = { at: string; hints: readonly string[]; happen: () => Promise<void> };

export function councilMoments(executor: Executor, give: Give): readonly Moment[] {
  const scoring = scoringIn('tinh');
  const act = async (by: string, name: string, key: string, input: unknown = {}) => {
    const command = getCommand(councilSession.category, name);
    await give({ by, command, id: SESSION, input, key: keyOf(key) });
  };
  const moment = (at: string, happen: () => Promise<void>): Moment => ({
    at,
    hints: [councilSession.stream(SESSION)],
    happen,
  });
  return [
    moment(atHour('2022-06-16', 16), async () => {
      await act('demo-province', 'ConveneSession', 'convene', {
        decision: { number: 'MH-18/QĐ-UBND', date: '2022-06-16' },
        tier: 'province',
        unit: PROVINCE.code,
        round: 1,
        rulebook: 'R2019',
        meetsOn: '2022-06-20',
        members: councillors.map(({ id, role, from }) => ({ account: id, seat: role, from })),
        agenda: AGENDA,
      });
      await act('demo-province', 'DistributeDossiers', 'distribute');
    }),
    moment(atHour('2022-06-17', 10), async () => {
      const none = AGENDA.map((cycle) => ({ cycle, kind: 'none' }));
      for (const id of scoring) await act(id, 'DeclareConflicts', `declare/${id}`, { products: none });
      const received = { cycle: AGENDA[0], what: 'received', count: 5 };
      await act('demo-hd-thu-ky', 'RecordSamples', 'samples', received);
    }),
    moment(atHour('2022-06-20', 8), async () => {
      for (const id of scoring)
        await act('demo-hd-thu-ky', 'RecordAttendance', `arrive/${id}`, { member: id, what: 'arrived' });
      await act('demo-hd-chu-tich', 'OpenSession', 'open');
      const [cycle] = AGENDA;
      const { state } = await executor.look(councilSession, SESSION);
      const set = state.agenda.find((item) => item.cycle === cycle)?.dossier?.criteriaSet ?? '';
      for (const [i, id] of scoring.entries())
        if (!LEFT.includes(id)) await act(id, 'SealSheet', `seal/${id}`, { cycle, sheet: demoSheet(set, i) });
    }),
  ];
}
