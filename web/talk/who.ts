// Who asks: the browser's cookie says it; in a demo store the name of a demo account, which is believed there alone.
import { useSyncExternalStore } from 'react';

const ACCOUNT = 'ocop.demo-account';
const AS = 'ocop.acting-as';
const listeners = new Set<() => void>();

const kept = (name: string): string | undefined => localStorage.getItem(name) ?? undefined;

function keep(name: string, value: string | undefined): void {
  if (value === undefined) localStorage.removeItem(name);
  else localStorage.setItem(name, value);
  for (const tell of listeners) tell();
}

export const demoAccount = (): string | undefined => kept(ACCOUNT);
export const actingAs = (): string | undefined => kept(AS);
export const chooseRole = (as: string | undefined): void => keep(AS, as);
export function chooseDemoAccount(id: string | undefined): void {
  keep(AS, undefined);
  keep(ACCOUNT, id);
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  window.addEventListener('storage', tell);
  return () => {
    listeners.delete(tell);
    window.removeEventListener('storage', tell);
  };
}
export const useDemoAccount = (): string | undefined => useSyncExternalStore(listen, demoAccount);
export const useActingAs = (): string | undefined => useSyncExternalStore(listen, actingAs);

/** Set when the server no longer knows somebody who was signed in: what they do stays on the screen. */
let isOver = false;
export function tellSessionOver(over: boolean): void {
  isOver = over;
  for (const tell of listeners) tell();
}
export const useSessionOver = (): boolean => useSyncExternalStore(listen, () => isOver);
