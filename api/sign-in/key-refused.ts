// What a key of an office system cannot be made for: a role its maker does not hold, or what nobody could ask for by that name.
import type { Holder, KeyScope } from '../../accounts/port.ts';
import { type Refusal, refusal } from '../../domain/kernel/refusal.ts';
import { aggregates } from '../../domain/registry.ts';
import { grantsToday } from '../caller.ts';
import type { OperatingParts } from '../parts.ts';
import { routedCommands } from '../routed-commands.ts';

const KEY_ROLE_NOT_HELD = refusal('KEY_ROLE_NOT_HELD', 'invalid', {
  vi: 'Bạn hiện không giữ vai trò {role}@{unit}. Đang giữ: {held}.',
  en: 'You do not hold the role {role}@{unit} today. You hold: {held}.',
});
const KEY_COMMAND_UNKNOWN = refusal('KEY_COMMAND_UNKNOWN', 'invalid', {
  vi: 'Không có lệnh hay việc vận hành nào tên {name}. Tên lệnh viết như AddNote (docs/reference/commands.md).',
  en: 'There is no command or operation {name}. Commands are named like AddNote (docs/reference/commands.md).',
});

export async function keyRefused(
  parts: OperatingParts,
  holder: Holder | undefined,
  { role, unit, commands }: KeyScope,
): Promise<Refusal | undefined> {
  const held = holder ? await grantsToday(parts, holder.account) : [];
  if (!held.some((g) => g.role === role && g.unit === unit)) {
    const others = held.map((g) => `${g.role}@${g.unit}`).join(', ') || '–';
    return KEY_ROLE_NOT_HELD({ role, unit, held: others }, '/role');
  }
  if (commands === '*') return undefined;
  const names = new Set(aggregates.flatMap((a) => routedCommands(a).map(({ name }) => name)));
  const unknown = commands.findIndex((name) => !names.has(name) && !Object.hasOwn(parts.operations, name));
  return unknown < 0 ? undefined : KEY_COMMAND_UNKNOWN({ name: commands[unknown] as string }, `/commands/${unknown}`);
}
