// Drafts of sheets, where the server holds the key: their member's alone, under a key drawn from that of sealed sheets. The
// vault sees neither whose they are nor of what; no event, count or log knows of them, and they go when the sheet is sealed.
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { sealSheet } from '../domain/council-session/sealing.ts';
import type { Executor } from '../eventstore/execute-command.ts';
import { closed, IV_BYTES, opened, padded } from './cipher.ts';
import type { Vault } from './port.ts';
import type { SealKey } from './seal-key.ts';

/** Whose draft of a sheet of what. */
export type DraftOf = { readonly session: string; readonly cycle: string; readonly member: string };

export type SheetDrafts = {
  /** Undefined where there is none. */
  read(of: DraftOf): Promise<unknown>;
  /** In place of the one before. */
  keep(of: DraftOf, sheet: unknown): Promise<void>;
  /** @param before RFC 3339: only one that was kept by then */
  drop(of: DraftOf, before?: string): Promise<void>;
};

type Parts = {
  readonly vault: Pick<Vault, 'keepNote' | 'noteOf' | 'dropNote'>;
  readonly key: SealKey;
  readonly canonical: (value: unknown) => string;
};

export function sheetDrafts({ vault, key, canonical }: Parts): SheetDrafts {
  function under(sealKey: Uint8Array, { session, cycle, member }: DraftOf) {
    const own = new Uint8Array(hkdfSync('sha256', sealKey, '', 'ocop drafts of sheets', 32));
    const about = canonical({ session, cycle, member });
    return { key: own, about, name: createHmac('sha256', own).update(about).digest('hex') };
  }
  /** Where the key is away nothing is there to be read. */
  function known(of: DraftOf) {
    try {
      return under(key.toOpen(), of);
    } catch (error) {
      if ((error as { code?: string }).code === 'SEAL_KEY_MISSING') return undefined;
      throw error;
    }
  }
  return {
    async read(of) {
      const by = known(of);
      const kept = by && (await vault.noteOf(by.name));
      const text = by && kept !== undefined ? opened(by, Buffer.from(kept, 'base64')) : undefined;
      return text === undefined ? undefined : JSON.parse(text);
    },
    async keep(of, sheet) {
      const by = under(key.toClose(), of);
      const bytes = closed({ ...by, iv: randomBytes(IV_BYTES) }, padded(canonical(sheet)));
      await vault.keepNote(by.name, bytes.toString('base64'));
    },
    async drop(of, before) {
      const by = known(of);
      if (by) await vault.dropNote(by.name, before);
    },
  };
}

/** An executor with which a draft goes once its sheet is sealed; where it could not be dropped, the sweep does it. */
export const droppedOnSealing = (drafts: Pick<SheetDrafts, 'drop'>, executor: Executor): Executor => ({
  ...executor,
  async execute(request) {
    const result = await executor.execute(request);
    const sealed = request.command === sealSheet && result.outcome === 'appended';
    const { cycle } = (request.input ?? {}) as { cycle?: string };
    if (sealed && cycle !== undefined)
      await drafts.drop({ session: request.id, cycle, member: request.caller.id }).catch(() => undefined);
    return result;
  },
});
