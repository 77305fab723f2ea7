// Keys that work anywhere. They sleep where somebody types and while an input method composes, and can be switched off.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

const OFF = 'ocop.keys-off';
export const keysAreOff = (): boolean => localStorage.getItem(OFF) !== null;
export function switchKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, 'yes');
}

const TYPING = 'input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], [role=dialog]';
const GO = { v: '/work', c: '/board', h: '/products' } as const;
const WITHIN_MS = 1200;

/** Whether a key is meant for the page and not for what is being typed. */
export const isForThePage = (event: KeyboardEvent): boolean =>
  !event.isComposing &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !keysAreOff() &&
  !(event.target instanceof Element && event.target.closest(TYPING));

export const SEARCH_BOX = 'search-everywhere';

export function useGoKeys(openHelp: () => void): void {
  const go = useNavigate();
  const since = useRef(0);
  const open = useRef(openHelp);
  open.current = openHelp;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (!isForThePage(event)) return;
      const to = GO[event.key as keyof typeof GO];
      if (to && event.timeStamp - since.current < WITHIN_MS) void go({ to });
      else if (event.key === '/') document.getElementById(SEARCH_BOX)?.focus();
      else if (event.key === '?') open.current();
      else if (event.key !== 'g') return;
      since.current = event.key === 'g' ? event.timeStamp : 0;
      event.preventDefault();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [go]);
}
