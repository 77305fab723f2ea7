// Vietnamese first; English for who asks for it. The choice stays with the browser.
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Lang, Words } from '../../domain/kernel/refusal.ts';
import type { vi as filesVi } from './files/vi.ts';
import type { vi as listsVi } from './lists/vi.ts';
import type { vi as moreVi } from './more/vi.ts';
import { vi } from './vi.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof vi; more: typeof moreVi; files: typeof filesVi; lists: typeof listsVi };
    returnNull: false;
  }
}

const KEPT = 'ocop.language';
const isLang = (value: string | null): value is Lang => value === 'vi' || value === 'en';

export async function startLanguage(): Promise<void> {
  const address = new URL(location.href);
  const asked = address.searchParams.get('lang');
  if (isLang(asked)) {
    // A link may name the language; from then on the choice is the browser's.
    localStorage.setItem(KEPT, asked);
    address.searchParams.delete('lang');
    history.replaceState(history.state, '', address);
  }
  const kept = localStorage.getItem(KEPT);
  await i18next.use(initReactI18next).init({
    resources: { vi: { translation: vi } },
    lng: 'vi',
    fallbackLng: 'vi',
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  // Where they cannot be had, the page is there in Vietnamese.
  if (kept === 'en') await haveWords('en').then(() => i18next.changeLanguage('en'), console.error);
  document.documentElement.lang = i18next.language;
}

/** English words come when somebody wants them: most readers never do. */
async function haveWords(lang: Lang): Promise<void> {
  if (i18next.hasResourceBundle(lang, 'translation')) return;
  const { en } = await import('./en.ts');
  i18next.addResourceBundle('en', 'translation', en);
}

export async function speak(lang: Lang): Promise<void> {
  await haveWords(lang);
  localStorage.setItem(KEPT, lang);
  document.documentElement.lang = lang;
  await i18next.changeLanguage(lang);
}

/** `t` for what screens say, `say` for what server and domain say in both languages. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const lang = i18n.language as Lang;
  return { t, lang, say: (words: Words): string => words[lang] };
}
export type Translate = ReturnType<typeof useWords>['t'];
