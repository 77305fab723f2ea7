import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { en } from './en.ts';
import { vi } from './vi.ts';

i18next.addResourceBundle('vi', 'files', vi);
i18next.addResourceBundle('en', 'files', en);

export const useFileWords = () => useTranslation('files');
