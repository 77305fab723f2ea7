// The register of a province's official product codes. A code is the product's, not the recognition's: whoever is
// recognised again keeps it, and a serial that was drawn is never drawn again (docs/decisions/0532).
import { z } from 'zod';
import { aggregate, type Need } from '../kernel/aggregate.ts';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { provinceCode, shortText, slug } from '../kernel/fields.ts';
import { own } from '../kernel/own.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { type Product, product as productOf } from '../product/product.ts';
import { cycleId, cycleParts, type ProductCycle, productCycle, rulebookOf } from '../product-cycle/product-cycle.ts';
import type { ProductCodePart, Rulebook } from '../rulebooks/rulebook.ts';
import type { Day } from '../time/civil-date.ts';
import { findUnitAt, placesOf } from '../unit/place.ts';
import { existsOn, type UnitTree, unitTree } from '../unit/unit-tree.ts';

/** `codes`: per product its own; `last`: the last serial drawn. */
export type ProductCodes = { readonly codes: Readonly<Record<string, string>>; readonly last: number };

export const productCodes = aggregate<ProductCodes, { units: Need<UnitTree> }>({
  category: 'productCodes',
  resource: 'product-codes',
  words: { vi: 'Sổ mã sản phẩm OCOP', en: 'Register of product codes' },
  id: provinceCode,
  initial: { codes: {}, last: 0 },
  needs: ({ id }) => ({ units: unitTree.need(id) }),
  situation: ({ id }) => ({ province: id, place: id, rulebook: '' }),
});

const PLACE_NOT_SETTLED = refusal('PLACE_NOT_SETTLED', 'conflict', {
  vi: 'Chưa xác định được xã của sản phẩm {product} để cấp mã.',
  en: 'The commune of product {product} is not settled, so it gets no code yet.',
});

const serialDrawn = productCodes.event('ProductCodeDrawn', {
  version: 1,
  schema: z.strictObject({
    product: slug,
    cycle: cycleId,
    serial: z.int().min(1),
    code: shortText,
    rulebook: z.string(),
  }),
  evolve: ({ codes }, { product, code, serial }) => ({ codes: { ...codes, [product]: code }, last: serial }),
  sentence: ({ product, code, rulebook }) => ({
    vi: `Cấp mã ${code} cho sản phẩm ${product} theo ${rulebook}`,
    en: `Code ${code} given to product ${product} under ${rulebook}`,
  }),
});

/** The code a product has by the register, its own or that of a duplicate it took in. */
export function codeIn({ codes }: ProductCodes, id: string, { duplicates = [] }: Product): string | undefined {
  return [id, ...duplicates].map((one) => own(codes, one)).find((code) => code !== undefined);
}

type Asked = { serial: number; tree: UnitTree; state: ProductCycle; on: Day };

/** A code as the act composes it, of the units that are there on the day of recognition. */
function composed({ productCode }: Rulebook, { serial, tree, state, on }: Asked): string | undefined {
  if (!productCode) return undefined;
  const unitOf = (level: 'province' | 'commune') => {
    const unit = findUnitAt(tree, placesOf(state), level, on);
    return unit && existsOn(unit, on) ? unit.code : undefined;
  };
  const parts: Record<ProductCodePart, string | undefined> = {
    province: unitOf('province'),
    commune: unitOf('commune'),
    serial: String(serial).padStart(productCode.serialDigits, '0'),
    year: on.slice(0, 4),
  };
  const said = productCode.parts.map((part) => parts[part]);
  return said.every((part) => part !== undefined) ? said.join('-') : undefined;
}

/** Whether a cycle's recognition gives its product a code. */
export const givesCode = (state: ProductCycle): boolean =>
  state.ended?.kind === 'recognised' && rulebookOf(state).productCode !== undefined;

export const drawProductCode = productCodes.command('DrawProductCode', {
  input: z.strictObject({ cycle: cycleId }),
  by: workflow,
  opens: true,
  needs: ({ input }) => ({
    cycle: input && productCycle.need(input.cycle),
    product: input && productOf.need(cycleParts(input.cycle).product),
  }),
  decide: ({ state, input, needs, today }): Refusal | ReturnType<typeof serialDrawn>[] => {
    const { product } = cycleParts(input.cycle);
    const cycle = needs.cycle ?? productCycle.initial;
    if (!givesCode(cycle)) return NOT_DUE();
    if (codeIn(state, product, needs.product ?? {}) !== undefined) return [];
    const rulebook = rulebookOf(cycle);
    const serial = state.last + 1;
    const code = composed(rulebook, { serial, tree: needs.units, state: cycle, on: cycle.ended?.on ?? today });
    if (code === undefined) return PLACE_NOT_SETTLED({ product });
    return [serialDrawn({ product, cycle: input.cycle, serial, code, rulebook: rulebook.id })];
  },
  words: { vi: 'Cấp mã sản phẩm', en: 'Draw a product code' },
});
