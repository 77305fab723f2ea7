// What a member has typed of a sheet, on this machine: closed with a key of the account’s own that no script can take out of
// the browser, so that nobody reads it off the disk of a shared tablet, and it is there again after whatever happens.
import { sealWith, unsealWith } from './envelope.ts';
import type { SheetDraft } from './sheet-draft.ts';

const KEYS = 'keys';
const DRAFTS = 'drafts';

let opened: Promise<IDBDatabase> | undefined;
function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open('ocop-sheets', 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(KEYS);
      asked.result.createObjectStore(DRAFTS);
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function within<T>(store: string, mode: IDBTransactionMode, act: (of: IDBObjectStore) => IDBRequest): Promise<T> {
  const db = await database();
  return new Promise((resolve, reject) => {
    const asked = act(db.transaction(store, mode).objectStore(store));
    asked.onsuccess = () => resolve(asked.result as T);
    asked.onerror = () => reject(asked.error);
  });
}

async function keyOf(account: string): Promise<CryptoKey> {
  const kept = await within<CryptoKey | undefined>(KEYS, 'readonly', (store) => store.get(account));
  if (kept) return kept;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  try {
    await within(KEYS, 'readwrite', (store) => store.add(made, account));
    return made;
  } catch {
    // Another tab was quicker.
    return within(KEYS, 'readonly', (store) => store.get(account));
  }
}

export type DraftOf = { readonly account: string; readonly session: string; readonly cycle: string };
const nameOf = ({ account, session, cycle }: DraftOf): string => JSON.stringify([account, session, cycle]);

/** Undefined too where this browser keeps nothing. */
export async function readOnDevice(of: DraftOf): Promise<SheetDraft | undefined> {
  try {
    const sealed = await within<string | undefined>(DRAFTS, 'readonly', (store) => store.get(nameOf(of)));
    const text = sealed === undefined ? undefined : await unsealWith(await keyOf(of.account), sealed, nameOf(of));
    return text === undefined ? undefined : (JSON.parse(text) as SheetDraft);
  } catch {
    return undefined;
  }
}

/** @throws where this browser keeps nothing */
export async function keepOnDevice(of: DraftOf, draft: SheetDraft): Promise<void> {
  const sealed = await sealWith(await keyOf(of.account), JSON.stringify(draft), nameOf(of));
  await within(DRAFTS, 'readwrite', (store) => store.put(sealed, nameOf(of)));
}
