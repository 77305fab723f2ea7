// Words of screens that are not the first: they come with those screens, in both languages.
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Lang, Words } from '../../../domain/kernel/refusal.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

i18next.addResourceBundle('vi', 'more', vi);
i18next.addResourceBundle('en', 'more', en);

export function useMoreWords() {
  const { t, i18n } = useTranslation('more');
  const lang = i18n.language as Lang;
  return { t, lang, say: (words: Words): string => words[lang] };
}
