import { certificate } from '../domain/certificate/certificate.ts';
import { producer } from '../domain/producer/producer.ts';
import { type Product, product } from '../domain/product/product.ts';
import { codeIn, givesCode, productCodes } from '../domain/product-code/product-codes.ts';
import { type CycleFacts, cycleFacts } from '../domain/product-cycle/cycle-facts.ts';
import { dueActions } from '../domain/product-cycle/due-actions.ts';
import { isProductBack, nextCycle } from '../domain/product-cycle/ending.ts';
import { ownerOf } from '../domain/product-cycle/following-product.ts';
import { nextToLookFor, type OtherCycles, underWay } from '../domain/product-cycle/other-cycles.ts';
import { cycleParts, type ProductCycle, productCycle, visitOf } from '../domain/product-cycle/product-cycle.ts';
import { nextYearId, programmeYear } from '../domain/programme-year/programme-year.ts';
import { unitTree } from '../domain/unit/unit-tree.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { readRelatives } from '../eventstore/needed-streams.ts';
import type { Looked, Seen } from './process.ts';
import { yearAsPlanned } from './year-as-planned.ts';

/** A cycle depends on its year, and one that was carried over on the next year and its cycle there. */
export async function lookAtCycle({ executor, history, at }: Looked<ProductCycle>): Promise<Seen<CycleFacts>> {
  const { id, state } = history;
  const { yearId, product: productId } = cycleParts(id);
  const year = await yearAsPlanned(executor.look, yearId);
  const made = await executor.look(product, productId);
  // Whose unit said so is asked of what has ended alone: a look copies the whole history of the tree.
  const units = made.state.ended ? (await executor.look(unitTree, cycleParts(id).province)).state : undefined;
  const otherUnderWay = isProductBack(state, made.state) && (await isOtherUnderWay(executor, history, made.state));
  const code = givesCode(state) ? { drawn: await isCodeDrawn(executor, id, made.state) } : undefined;
  const certified = state.ended?.kind === 'recognised' || state.amendedAt >= 0;
  const its = certified ? (await executor.look(certificate, id)).state : undefined;
  const owner = ownerOf(state);
  const producedBy = owner === undefined ? {} : (await executor.look(producer, owner)).state;
  const next = nextCycle(id, state);
  const nextYear = next === undefined ? undefined : (await executor.look(programmeYear, nextYearId(yearId))).state;
  const nextStarted = next !== undefined && (await executor.look(productCycle, next)).revision >= 0;
  const question = {
    id,
    state,
    year,
    yearStream: programmeYear.stream(yearId),
    nextYear,
    nextStarted,
    product: made.state,
    owner: producedBy,
    ...(units ? { units } : {}),
    otherUnderWay,
    ...(code ? { code } : {}),
    ...(its ? { certificate: its } : {}),
    at,
  };
  const tier = visitOf(state)?.tier;
  return {
    facts: cycleFacts(question),
    deadlines: dueActions(question),
    shown: {
      ...(state.step === undefined ? {} : { step: state.step }),
      ...(tier === undefined ? {} : { tier }),
      ...(state.place === undefined ? {} : { place: state.place }),
    },
  };
}

/** Asked only where its product is made again: it does not come back beside another cycle. */
async function isOtherUnderWay(executor: Executor, { id, state }: Looked<ProductCycle>['history'], product: Product) {
  const others = await otherCyclesOf(executor, id, product);
  return underWay(id, state.purpose ?? 'rating', others) !== undefined;
}

async function isCodeDrawn(executor: Executor, id: string, of: Product): Promise<boolean> {
  const { province, product } = cycleParts(id);
  const { state } = await executor.look(productCodes, province);
  return codeIn(state, product, of) !== undefined;
}

/** Other cycles of its product, as far as they are there. */
export const otherCyclesOf = (
  executor: Executor,
  id: string,
  product: Product,
  more: { latest?: number } = {},
): Promise<OtherCycles> =>
  readRelatives<ProductCycle>(
    (found) => nextToLookFor({ id, needs: { product }, found, ...more }),
    (other) => executor.look(other.aggregate, other.id),
  );

/** The cycles a fact of a year's plan concerns; last year's that were carried over wait for its approval. */
export function cyclesOf(yearId: string): readonly string[] {
  const [province, year] = yearId.split('-');
  return [Number(year), Number(year) - 1].map((y) => productCycle.stream(`${province}-${y}-`));
}
