// Words of screens that are not the first: they come with those screens, in both languages.
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Lang, Words } from '../../../domain/kernel/refusal.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

function bring(): void {
  i18next.addResourceBundle('vi', 'more', vi);
  i18next.addResourceBundle('en', 'more', en);
}
// Where a screen is asked for at once, its words may be there before the language is.
if (i18next.isInitialized) bring();
else i18next.on('initialized', bring);

export function useMoreWords() {
  const { t, i18n } = useTranslation('more');
  const lang = i18n.language as Lang;
  return { t, lang, say: (words: Words): string => words[lang] };
}
