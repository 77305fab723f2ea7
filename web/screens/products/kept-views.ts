// Views of the list that somebody has named, as this machine keeps them.
export type Search = Readonly<Record<string, string | undefined>>;
export type View = { readonly name: string; readonly search: Search };

const MOST = 30;
const keyOf = (account: string): string => `ocop.views:${account}:products`;

const isView = (view: unknown): view is View => {
  const { name, search } = (view ?? {}) as Partial<View>;
  return typeof name === 'string' && typeof search === 'object' && search !== null;
};

export function viewsOf(account: string): readonly View[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(account)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

export function keepViews(account: string, views: readonly View[]): void {
  try {
    localStorage.setItem(keyOf(account), JSON.stringify(views.slice(-MOST)));
  } catch {
    // A full or forbidden storage: the view still stands in the address.
  }
}

const written = (search: Search): string =>
  Object.entries(search)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');

export const sameSearch = (a: Search, b: Search): boolean => written(a) === written(b);
