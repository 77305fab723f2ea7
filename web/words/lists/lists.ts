// Words of long lists and of what is looked up in them: they come with the screens that say them.
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Lang, Words } from '../../../domain/kernel/refusal.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

function bring(): void {
  i18next.addResourceBundle('vi', 'lists', vi);
  i18next.addResourceBundle('en', 'lists', en);
}
// Where a screen is asked for at once, its words may be there before the language is.
if (i18next.isInitialized) bring();
else i18next.on('initialized', bring);

export function useListWords() {
  const { t, i18n } = useTranslation('lists');
  const lang = i18n.language as Lang;
  return { t, lang, say: (words: Words): string => words[lang] };
}
