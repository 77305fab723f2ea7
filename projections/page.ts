/** One page of a list. `next` goes into the next question as it is; absent on the last page. */
export type Page<T> = { readonly items: readonly T[]; readonly next?: string; readonly total: number };
