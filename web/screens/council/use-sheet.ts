// A sheet being filled in. Every change is kept on this machine at once, and where the server holds the key with the server too,
// so that it is there on another machine; a server that is away gets it when it is back.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OptionId } from '../../../domain/rulebooks/criteria-set.ts';
import { ask } from '../../talk/ask.ts';
import { sessionPath } from '../../talk/council.ts';
import type { SheetContent } from '../../talk/council-answers.ts';
import { isProblem } from '../../talk/problem.ts';
import { type DraftOf, keepOnDevice, readOnDevice } from './device-drafts.ts';
import type { Choices, SheetDraft } from './sheet-draft.ts';

export type SaveMark = 'none' | 'saving' | 'saved' | 'here' | 'not-saved';

const EMPTY: SheetDraft = { choices: {}, seen: [], notes: {}, isWithServer: true };
const TO_SERVER_AFTER_MS = 700;
const AGAIN_AFTER_MS = 5000;

const pathOf = ({ session, cycle }: DraftOf): string => `${sessionPath(session)}/drafts/${encodeURIComponent(cycle)}`;

async function readFromServer(of: DraftOf): Promise<Pick<SheetDraft, 'choices' | 'seen'> | undefined> {
  try {
    const { sheet } = (await ask<{ sheet: SheetContent }>(pathOf(of))).body;
    return { choices: sheet.choices as Choices, seen: sheet.seen ?? [] };
  } catch {
    return undefined;
  }
}

/** @param withServer the server holds the key of sheets */
export function useSheet(of: DraftOf, withServer: boolean) {
  const { account, session, cycle } = of;
  const [draft, setDraft] = useState<SheetDraft>();
  const [mark, setMark] = useState<SaveMark>('none');
  const now = useRef<SheetDraft>(EMPTY);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const keep = useCallback(
    async (next: SheetDraft) => {
      now.current = next;
      setDraft(next);
      await keepOnDevice({ account, session, cycle }, next).then(
        () => withServer || setMark('here'),
        () => setMark('not-saved'),
      );
    },
    [account, session, cycle, withServer],
  );

  const toServer = useCallback(async () => {
    clearTimeout(timer.current);
    const { choices, seen } = now.current;
    try {
      await ask(pathOf({ account, session, cycle }), { method: 'PUT', body: { sheet: { choices, seen } } });
      if (now.current.choices !== choices || now.current.seen !== seen) return;
      setMark('saved');
      await keep({ ...now.current, isWithServer: true });
    } catch (error) {
      setMark('not-saved');
      // What the server has no wish for it will not want later either.
      if (isProblem(error) && error.status < 500) return;
      timer.current = setTimeout(() => void toServer(), AGAIN_AFTER_MS);
    }
  }, [account, session, cycle, keep]);

  useEffect(() => {
    let isLeft = false;
    void (async () => {
      const here = await readOnDevice({ account, session, cycle });
      const there = withServer && here?.isWithServer !== false && (await readFromServer({ account, session, cycle }));
      if (isLeft) return;
      now.current = { ...EMPTY, ...here, ...(there || {}) };
      setDraft(now.current);
      if (Object.keys(now.current.choices).length > 0) setMark(withServer ? 'saved' : 'here');
      if (withServer && here?.isWithServer === false) void toServer();
    })();
    const back = () => {
      if (!now.current.isWithServer && withServer) void toServer();
    };
    window.addEventListener('online', back);
    return () => {
      isLeft = true;
      clearTimeout(timer.current);
      window.removeEventListener('online', back);
    };
  }, [account, session, cycle, withServer, toServer]);

  const change = useCallback(
    (changed: Partial<Pick<SheetDraft, 'choices' | 'seen' | 'notes'>>) => {
      const isContent = changed.choices !== undefined || changed.seen !== undefined;
      void keep({ ...now.current, ...changed, ...(isContent ? { isWithServer: false } : {}) });
      if (!withServer || !isContent) return;
      setMark('saving');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void toServer(), TO_SERVER_AFTER_MS);
    },
    [keep, toServer, withServer],
  );
  const choose = useCallback(
    (criterion: string, option: OptionId | null) =>
      change({ choices: { ...now.current.choices, [criterion]: option } }),
    [change],
  );
  const note = useCallback(
    (criterion: string, text: string) => change({ notes: { ...now.current.notes, [criterion]: text } }),
    [change],
  );
  /** What is sent is kept first: after a reload the same goes under the same key. */
  const sending = useCallback(
    async (content: string, make: () => Promise<object>) => {
      const before = now.current.sending;
      if (before?.of === content) return before;
      const next = { of: content, key: crypto.randomUUID(), input: await make() };
      await keep({ ...now.current, sending: next });
      return next;
    },
    [keep],
  );
  /** Once it is sealed nobody reads it, not even here. */
  const sealed = useCallback(async () => {
    clearTimeout(timer.current);
    await keep({ ...EMPTY, notes: now.current.notes });
    setMark('none');
  }, [keep]);
  return { draft, mark, change, choose, note, sending, sealed };
}
export type Sheet = ReturnType<typeof useSheet>;
