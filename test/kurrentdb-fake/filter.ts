// Which events of $all a caller wants.
import type { Recorded } from './log.ts';
import type { streams } from './protocol.ts';

export type Filter = (record: Recorded) => boolean;
type Options = InstanceType<typeof streams.ReadReq.Options.FilterOptions>;

export const everything: Filter = () => true;

export function filterOf(options: Options | undefined): Filter {
  if (!options) return everything;
  const onType = options.getEventType();
  const expression = onType ?? options.getStreamIdentifier();
  const subject = (record: Recorded): string => (onType ? record.type : record.stream);
  const regex = expression?.getRegex();
  if (regex) {
    const pattern = new RegExp(regex);
    return (record) => pattern.test(subject(record));
  }
  const prefixes = expression?.getPrefixList() ?? [];
  return (record) => prefixes.some((prefix) => subject(record).startsWith(prefix));
}
