// Before a member sees a dossier they say of each product whether they have a conflict of interest. What was found in
// the data is theirs to answer; what nobody said in time is recorded by chair or secretary, with its paper.
import { z } from 'zod';
import { seated } from '../kernel/command.ts';
import { longText, slug } from '../kernel/fields.ts';
import { own } from '../kernel/own.ts';
import { personal, personalRef } from '../kernel/personal.ts';
import { refusal } from '../kernel/refusal.ts';
import { cycleId } from '../product-cycle/product-cycle.ts';
import { conflictKinds, declaration, declarations } from './conflict-kinds.ts';
import { councilSession, type Item, itemOf, seatIds, withItem } from './council-session.ts';
import { NOT_ON_AGENDA } from './distribution.ts';
import { decidedRefused } from './sitting.ts';

const DECLARED_TWICE = refusal('DECLARED_TWICE', 'invalid', {
  vi: 'Sản phẩm {cycle} được khai hai lần.',
  en: 'Product {cycle} is declared twice.',
});
const FOUND_NOT_ANSWERED = refusal('FOUND_NOT_ANSWERED', 'invalid', {
  vi: 'Dữ liệu cho thấy {member} {found} ({cycle}): nếu không có xung đột thì phải giải trình.',
  en: 'The data show that {member} {foundEn} ({cycle}): who has no conflict all the same says why.',
});
export const CONFLICT_KNOWN = refusal('CONFLICT_KNOWN', 'conflict', {
  vi: 'Xung đột lợi ích của {member} với {cycle} đã được ghi nhận.',
  en: 'The conflict of interest of {member} with {cycle} is on record.',
});
export const PRODUCT_OPENED = refusal('PRODUCT_OPENED', 'conflict', {
  vi: 'Sản phẩm {cycle} đã được mở phiếu.',
  en: 'The sheets of product {cycle} have been opened.',
});

const kind = declaration;

const conflictsDeclared = councilSession.event('ConflictsDeclared', {
  version: 1,
  schema: z.strictObject({
    member: slug,
    products: z.array(z.strictObject({ cycle: cycleId, kind, answer: personalRef.optional() })).min(1),
  }),
  beside: true,
  // A member's word is taken back by their next one.
  stands: () => true,
  evolve: (state, { member, products }) =>
    products.reduce(
      (s, { cycle, kind }) =>
        withItem(s, cycle, (item) => ({
          declared: { ...item.declared, [member]: kind },
          // Who has a conflict has no sheet.
          ...(kind === 'none' ? {} : { sealed: withoutSheet(item, member) }),
        })),
      state,
    ),
  sentence: ({ member, products }) => {
    const has = products.filter((p) => p.kind !== 'none');
    return {
      vi: `${member} khai xung đột lợi ích với ${products.length} sản phẩm${has.length === 0 ? ': không có' : `: ${has.map((p) => `${p.cycle} (${declarations[p.kind].vi})`).join(', ')}`}`,
      en: `${member} declared on ${products.length} products${has.length === 0 ? ': no conflict' : `: ${has.map((p) => `${p.cycle} (${declarations[p.kind].en})`).join(', ')}`}`,
    };
  },
});

export function withoutSheet({ sealed }: Item, member: string): Item['sealed'] {
  const { [member]: _, ...others } = sealed;
  return others;
}

export const declareConflicts = councilSession.command('DeclareConflicts', {
  input: z.strictObject({
    products: z
      .array(z.strictObject({ cycle: cycleId, kind, answer: personal(longText).optional() }))
      .min(1)
      .max(100),
  }),
  by: seated(...seatIds),
  decide: ({ state, input, actor }) => {
    const member = actor.id;
    for (const [i, { cycle, kind, answer }] of input.products.entries()) {
      const item = itemOf(state, cycle);
      const field = `/products/${i}/cycle`;
      if (!item) return NOT_ON_AGENDA({ cycle }, field);
      if (input.products.findIndex((p) => p.cycle === cycle) !== i) return DECLARED_TWICE({ cycle }, field);
      if (item.opening) return PRODUCT_OPENED({ cycle }, field);
      const decided = decidedRefused(item, field);
      if (decided) return decided;
      if (kind === 'none' && item.recorded.includes(member)) return CONFLICT_KNOWN({ member, cycle }, field);
      const found = item.found.find((f) => f.account === member);
      if (found && kind === 'none' && !answer) {
        const { vi, en } = conflictKinds[found.kind];
        return FOUND_NOT_ANSWERED({ member, cycle, found: vi, foundEn: en }, `/products/${i}/answer`);
      }
    }
    const news = input.products.filter(({ cycle, kind }) => own(itemOf(state, cycle)?.declared ?? {}, member) !== kind);
    return news.length === 0 ? [] : [conflictsDeclared({ member, products: news })];
  },
  words: { vi: 'Khai xung đột lợi ích', en: 'Declare conflicts of interest' },
});

/** Whether a member has declared on a product, of the dossier as it is: whatever is not declared is not scored. */
export const hasDeclared = (item: Item, account: string): boolean => Object.hasOwn(item.declared, account);
