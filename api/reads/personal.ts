// A producer's name and contact, from the vault.
import { forgottenIn, forgottenWords } from '../../domain/kernel/forgettable.ts';
import { type PersonalRef, personalRef } from '../../domain/kernel/personal.ts';
import type { Words } from '../../domain/kernel/refusal.ts';
import type { Producer } from '../../domain/producer/producer.ts';
import type { History } from '../../eventstore/history.ts';
import { VaultError } from '../../vault/port.ts';
import type { ApiParts } from '../parts.ts';

/**
 * `forgotten`: what stands in the place of a value that was erased on somebody's demand; `changed`: of one that is not what
 * its event committed to.
 */
export type Personal = {
  readonly personal: Readonly<Record<string, string | null>>;
  readonly forgotten?: Readonly<Record<string, Words>>;
  readonly changed?: Readonly<Record<string, Words>>;
};

/** For whoever may see them (`seeingPersonal`). A value the vault no longer has is null. */
export async function personalOf(
  parts: Pick<ApiParts, 'reveal'>,
  history: Pick<History<Producer>, 'facts'>,
): Promise<Personal> {
  // The newest fact that has a field says what it is now.
  const shown = new Map<string, Shown>();
  const erased = forgottenIn(history.facts);
  for (const fact of history.facts)
    for (const [field, value] of Object.entries(fact.data ?? {})) {
      const ref = personalRef.safeParse(value);
      if (!ref.success || field === 'reason') continue;
      const by = erased.get(ref.data.ref);
      shown.set(field, by ? { forgotten: forgottenWords(by.document) } : await revealed(parts, ref.data));
    }
  const inPlace = (of: 'forgotten' | 'changed') => {
    const words = [...shown].flatMap(([field, one]) => (one[of] ? [[field, one[of]] as const] : []));
    return words.length > 0 ? { [of]: Object.fromEntries(words) } : {};
  };
  return {
    personal: Object.fromEntries([...shown].map(([field, { value = null }]) => [field, value])),
    ...inPlace('forgotten'),
    ...inPlace('changed'),
  };
}

/** A value, or what stands in its place. */
type Shown = { readonly value?: string | undefined; readonly forgotten?: Words; readonly changed?: Words };

const CHANGED: Words = {
  vi: 'Giá trị đang lưu không phải là giá trị đã được ghi nhận, nên không hiển thị. Báo quản trị: ocop verify cho biết chỗ hỏng, bản sao lưu trả lại giá trị.',
  en: 'What is kept is not what was recorded, so it is not shown. Tell the administrator: ocop verify says where, a backup brings the value back.',
};

export async function revealed(parts: Pick<ApiParts, 'reveal'>, { ref, commitment }: PersonalRef): Promise<Shown> {
  try {
    return { value: await parts.reveal(ref, commitment) };
  } catch (error) {
    if (error instanceof VaultError && error.code === 'VAULT_ROW_DAMAGED') return { changed: CHANGED };
    throw error;
  }
}
