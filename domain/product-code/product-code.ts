// The official code, on the product itself: what is printed and searched.
import { z } from 'zod';
import { workflow } from '../kernel/command.ts';
import { NOT_DUE } from '../kernel/due-action.ts';
import { shortText } from '../kernel/fields.ts';
import { product } from '../product/product.ts';
import { codeIn, productCodes } from './product-codes.ts';

const productCodeGiven = product.event('ProductCodeGiven', {
  version: 1,
  schema: z.strictObject({ code: shortText }),
  beside: true,
  // The register holds it: it is not taken back, and never given to another product.
  stands: () => true,
  evolve: (state, { code }) => ({ ...state, code }),
  sentence: ({ code }) => ({ vi: `Mã sản phẩm OCOP: ${code}`, en: `OCOP product code: ${code}` }),
});

export const recordProductCode = product.command('RecordProductCode', {
  input: z.strictObject({}),
  by: workflow,
  needs: ({ state }) => ({ register: state.province === undefined ? undefined : productCodes.need(state.province) }),
  guard: ({ state }) => (state.code === undefined ? undefined : 'already-so'),
  decide: ({ id, state, needs }) => {
    const code = codeIn(needs.register ?? productCodes.initial, id, state);
    return code === undefined ? NOT_DUE() : [productCodeGiven({ code })];
  },
  words: { vi: 'Ghi mã sản phẩm', en: 'Record the product code' },
});
