import type { Words } from '../../domain/kernel/refusal.ts';
import { useWords } from '../words/language.ts';

type Props = { notes: readonly { readonly code: string; readonly sentences: Words }[] | undefined };

/** What is to be known of a thing, though it hinders nothing. */
export function Notes({ notes = [] }: Props) {
  const { t, say } = useWords();
  if (notes.length === 0) return null;
  return (
    <details className="notes">
      <summary className="warn">▲ {t('state.notes', { count: notes.length })}</summary>
      <ul>
        {notes.map(({ code, sentences }) => (
          <li key={`${code}${sentences.vi}`}>{say(sentences)}</li>
        ))}
      </ul>
    </details>
  );
}
