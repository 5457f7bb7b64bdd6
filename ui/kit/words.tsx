// Two languages, Chinese first. Screens name their words by key; lists and refusals bring theirs from the server.
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import en from '../i18n/en.json' with { type: 'json' };
import zh from '../i18n/zh-CN.json' with { type: 'json' };

const KEY = 'tongyuan.language';
export type Language = 'zh' | 'en';
export type WordKey = keyof typeof zh;

void i18next.use(initReactI18next).init({
  lng: localStorage.getItem(KEY) ?? 'zh',
  fallbackLng: 'zh',
  resources: { zh: { translation: zh }, en: { translation: en } },
  keySeparator: false,
  interpolation: { escapeValue: false },
});
// An English noun after a figure: 1 day, 2 days.
i18next.services.formatter?.add('s', (figure: unknown) => (String(figure) === '1' ? '' : 's'));
document.documentElement.lang = i18next.language === 'en' ? 'en' : 'zh-CN';

export type Words = (key: WordKey, facts?: Record<string, string | number>) => string;

/** The words of the present language, and how to change it. */
export function useWords(): {
  t: Words;
  language: Language;
  say: (both: { zh: string; en: string }) => string;
  switchLanguage: () => void;
} {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  return {
    t: (key, facts) => t(key, facts ?? {}),
    language,
    say: (both) => both[language] || both.zh,
    switchLanguage: () => {
      const next = language === 'zh' ? 'en' : 'zh';
      localStorage.setItem(KEY, next);
      document.documentElement.lang = next === 'en' ? 'en' : 'zh-CN';
      void i18n.changeLanguage(next);
    },
  };
}
