import { useEffect, useRef } from 'react';
import { isForThePage } from '../frame/keys.ts';

type RowKeys = {
  readonly ids: readonly string[];
  readonly chosen: string | undefined;
  readonly choose: (at: number) => void;
  readonly open: (at: number) => void;
  readonly pick?: ((at: number) => void) | undefined;
};

/** j and k go from row to row, Enter opens the chosen one, x picks it where rows are picked. */
export function useRowKeys(given: RowKeys): void {
  const now = useRef(given);
  now.current = given;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const { ids, chosen, choose, open, pick } = now.current;
      if (!isForThePage(event) || ids.length === 0) return;
      const at = chosen === undefined ? -1 : ids.indexOf(chosen);
      const onLink = event.target instanceof Element && event.target.closest('a, button, summary');
      if (event.key === 'j') choose(Math.min(at + 1, ids.length - 1));
      else if (event.key === 'k') choose(Math.max(at - 1, 0));
      else if (event.key === 'Enter' && at >= 0 && !onLink) open(at);
      else if (event.key === 'x' && at >= 0 && pick) pick(at);
      else return;
      event.preventDefault();
      if (event.key === 'Enter' || event.key === 'x') return;
      const id = ids[event.key === 'j' ? Math.min(at + 1, ids.length - 1) : Math.max(at - 1, 0)];
      requestAnimationFrame(() =>
        document.querySelector(`[data-row="${CSS.escape(id ?? '')}"]`)?.scrollIntoView({ block: 'nearest' }),
      );
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}
