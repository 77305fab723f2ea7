// A whole year of duties on the real server in virtual time, with a reform in mid-year, against the same year without
// Temporal: who is told what of whose duties, and what becomes of those that a unit leaves behind.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postErrands } from '../../activities/post-errands.ts';
import { processOnEngine } from '../../cli/rehearse-on-engine.ts';
import { productCycle } from '../../domain/product-cycle/product-cycle.ts';
import { dayOf } from '../../domain/time/civil-date.ts';
import { unitDuties } from '../../domain/unit-duties/unit-duties.ts';
import { type PostWorld, postWorld } from '../post-world.ts';
import { NAMESPACE, silenceSdk, startServer } from '../temporal-world.ts';
import {
  CYCLE_ID,
  DISTRICT,
  dutiesOf,
  goThroughReform,
  HEIR,
  MERGED,
  PROVINCE,
  planWithReform,
} from './duties-year.ts';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  silenceSdk();
  server = await startServer({ virtualTime: true });
}, 120_000);
afterAll(() => server?.stop(), 30_000);

const units = [MERGED, HEIR, DISTRICT, PROVINCE];
type Quiet = {
  duties?: { duty: string; no: number; onBehalfOf?: string; which?: string }[];
  to?: { role: string; unit: string }[];
};

/** Each stream as lines: the day, what happened, of which duties, who was told. */
async function told(w: PostWorld): Promise<Record<string, string[]>> {
  const lines: Record<string, string[]> = {};
  for (const unit of units)
    lines[unit] = (await w.store.readStream(dutiesOf(unit))).map(({ recordedAt, type, data }) => {
      const { duties = [], to = [] } = data as Quiet;
      const of = /Overdue|Reminders/.test(type) ? duties : [];
      const which = of.map((d) =>
        `${d.duty}/${d.no}${d.onBehalfOf ? ` for ${d.onBehalfOf}` : ''} ${d.which ?? ''}`.trim(),
      );
      return [dayOf(recordedAt), type, ...which, ...(of.length > 0 ? ['→', ...to.map((t) => t.unit)] : [])].join(' ');
    });
  return lines;
}

/** The same of a product of the merged commune. */
const toldOfProduct = async (w: PostWorld): Promise<string[]> =>
  (await w.store.readStream(productCycle.stream(CYCLE_ID))).map(({ recordedAt, type, data }) => {
    const { which = '', dueOn = '', to = [] } = data as { which?: string; dueOn?: string; to?: { unit: string }[] };
    return [dayOf(recordedAt), type, which, dueOn, ...to.map((t) => t.unit)].filter(Boolean).join(' ');
  });

/** What each letter of the demo's officers said, and on which day; the key in its own link is drawn by lot. */
const read = ({ outbox }: PostWorld): string[] =>
  outbox
    .map(({ to, date, subject, text }) => [to, dayOf(date), subject, text.replace(/(\/opened\/\S+\/)\S+/g, '$1…')])
    .map((letter) => letter.join('\n'))
    .sort();

test('late, excused, sent back, handed on to whoever takes over, and told to them on whose behalf', async () => {
  const simulated = await postWorld(undefined, { plan: planWithReform });
  await goThroughReform(simulated, simulated.process);

  const w = await postWorld(undefined, { plan: planWithReform });
  const engine = await processOnEngine({
    store: w.store,
    office: { executor: w.executor, clock: w.clock, errand: postErrands(w.executor, w.post) },
    address: server.address,
    namespace: NAMESPACE,
  });
  await goThroughReform(w, engine).finally(() => engine.stop());
  const lines = await told(w);
  expect(lines).toEqual(await told(simulated));
  const product = await toldOfProduct(w);
  expect(product).toEqual(await toldOfProduct(simulated));
  expect(read(w)).toEqual(read(simulated));

  // The date that was moved is reminded of, the one before is not.
  expect(product.filter((line) => line < '2022-03-10' && line.includes('Reminder'))).toEqual([
    '2022-02-17 ReminderCameDue T-15 2022-03-10 650-01 650',
    '2022-03-01 ReminderCameDue T-7 2022-03-10 650-01 650',
    '2022-03-07 ReminderCameDue T-3 2022-03-10 650-01 650',
    '2022-03-09 ReminderCameDue T-1 2022-03-10 650-01 650',
  ]);

  expect(lines[MERGED]).toEqual(
    expect.arrayContaining([
      // Sent back four days before its day, it has five working days from then on.
      '2022-02-21 DutySentBack',
      '2022-02-25 DutyAccepted',
      '2022-05-31 DutiesMarkedOverdue tien-do/2 → 650-01',
      '2022-06-16 DutiesHandedOver',
    ]),
  );
  expect(lines[HEIR]).toEqual(
    expect.arrayContaining([
      '2022-02-26 DutiesMarkedOverdue tuyen-truyen/1 → 650-02',
      // While there is a district, it is told that its commune is late; afterwards the province is.
      '2022-02-28 DutyRemindersCameDue tuyen-truyen/1 T+1 → 650-02 650',
      '2022-06-16 DutiesTakenOver',
      // The day on which its third quarter was due became a day off.
      '2022-08-25 DutiesReplanned',
      '2022-12-21 DutiesMarkedOverdue quy/4 → 650-02',
      '2022-12-21 DutyRemindersCameDue quy/4 T+1 → 650-02 66',
      '2022-12-29 DutyRemindersCameDue quy/4 T+7 → 650-02 66',
    ]),
  );
  expect(lines[HEIR]?.some((line) => /RemindersCameDue .*quy\/2 for 650-01 T-1 → 650-02$/.test(line))).toBe(true);
  expect(lines[PROVINCE]).toContain('2022-09-22 DutiesMarkedOverdue quy/3 → 66');
  expect(lines[DISTRICT]).toContain('2022-06-16 DutiesHandedOver');
  expect(lines[PROVINCE]?.some((line) => /quy\/2 for 650 T-1 → 66$/.test(line))).toBe(true);

  const states = await Promise.all(units.map(async (u) => (await w.executor.look(unitDuties, `66-2022-${u}`)).state));
  const [merged, heir, district, province] = states;
  expect([merged?.handedOver?.to, district?.handedOver?.to]).toEqual([[HEIR], [PROVINCE]]);
  const left = heir?.duties.filter((d) => !d.reported && !d.excused).map((d) => `${d.duty}/${d.no}`);
  expect(left).toEqual(['quy/4']);
  expect(province?.duties.filter((d) => d.onBehalfOf === DISTRICT).map((d) => d.reported !== undefined)).toEqual([
    true,
  ]);
  // Its last quarter stays undone, and is told to nobody any more.
  expect(heir?.closed).toBeDefined();

  const letter = (account: string, on: string) =>
    read(w).find((text) => text.startsWith(`demo-${account}@example.invalid\n2022-${on}`)) ?? '';
  // The successor's letter tells its own and what it took over, and of that for whom.
  expect(letter('krong-nang-xa-2', '06-17')).toMatch(/– xã minh họa 2 \(Krông Năng\)\n {2}Hạn 20\/06\/2022/);
  expect(letter('krong-nang-xa-2', '06-17')).toContain('Xử lý thay xã minh họa 1 (Krông Năng)');
  expect(letter('province', '06-17')).toContain('Xử lý thay huyện Krông Năng');
  expect(letter('krong-nang-xa-1', '06-17')).toBe('');
  // Who stands above a late unit is told of it the morning after: the district, and once that is gone, the province.
  expect(letter('krong-nang', '05-31')).toMatch(/Báo cáo tiến độ – xã minh họa 1 \(Krông Năng\); quá hạn 1 ngày/);
  expect(letter('province', '12-21')).toMatch(/Báo cáo quý – xã minh họa 2 \(Krông Năng\); quá hạn 1 ngày/);
}, 600_000);
