import { taxonomySince2023 } from '../taxonomy-since-2023.ts';

/** Phụ lục I of 148/QĐ-TTg; which ministry leads which group was not read. R2025 shares it, sets and all. */
export const r2023Taxonomy = taxonomySince2023({ of: 'R2023', continuing: 'R2019' });
