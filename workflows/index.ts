// What the worker bundles.
export { productCycle } from './product-cycle.ts';
export { programmeYear } from './programme-year.ts';
