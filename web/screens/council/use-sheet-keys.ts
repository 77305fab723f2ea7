import { useEffect, useRef } from 'react';
import { keysAreOff } from '../../frame/keys.ts';

type Keys = {
  readonly codes: readonly string[];
  /** @param no of the option, from 1; 0: none of them */
  readonly pick: (code: string, no: number) => void;
  readonly openNote: (code: string) => void;
};
const TEXT = 'textarea, select, input:not([type=radio], [type=checkbox]), [role=dialog]';

export function focusCriterion(code: string | undefined): void {
  const box = code === undefined ? null : document.getElementById(`criterion-${code}`);
  const radio = box?.querySelector<HTMLElement>('input:checked') ?? box?.querySelector<HTMLElement>('input, button');
  radio?.focus({ preventScroll: true });
  box?.scrollIntoView({ block: 'center' });
}

/** ↑ and ↓ go from criterion to criterion, digits choose, N notes. They sleep where somebody types. */
export function useSheetKeys(given: Keys): void {
  const now = useRef(given);
  now.current = given;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const { codes, pick, openNote } = now.current;
      const { target, key } = event;
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element)) return;
      const code = target.closest<HTMLElement>('[data-criterion]')?.dataset.criterion;
      if (key === 'Escape' && target.matches('[data-note]')) return focusCriterion(code);
      if (keysAreOff() || target.closest(TEXT)) return;
      const at = code === undefined ? -1 : codes.indexOf(code);
      if (key === 'ArrowDown') focusCriterion(codes[Math.min(at + 1, codes.length - 1)]);
      else if (key === 'ArrowUp') focusCriterion(codes[Math.max(at - 1, 0)]);
      else if (code !== undefined && /^\d$/.test(key)) pick(code, Number(key));
      else if (code !== undefined && key.toLowerCase() === 'n') openNote(code);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the frame hears it, and before a radio button takes the arrow.
    window.addEventListener('keydown', hear, { capture: true });
    return () => window.removeEventListener('keydown', hear, { capture: true });
  }, []);
}
