import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import vi from './vi.json';
import workVi from './work.vi.json';

/** The languages of the interface. Vietnamese comes with the page; English is fetched when asked for. */
export type Language = 'vi' | 'en';

const remembered = 'giaoban.language';

/** startLanguage prepares i18next and resolves when the words of the remembered language are there. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: 'vi',
    resources: { vi: { translation: { ...vi, ...workVi } } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  if (rememberedLanguage() === 'en') await setLanguage('en');
}

/** setLanguage switches the whole page without a reload and remembers the choice on this device. */
export async function setLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const [en, workEn] = await Promise.all([import('./en.json'), import('./work.en.json')]);
    i18next.addResourceBundle('en', 'translation', { ...en.default, ...workEn.default });
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(remembered, language);
  } catch {
    // A private window may refuse storage; the choice then lasts as long as the page.
  }
}

/** currentLanguage is what the page speaks now. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'vi';
}

function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(remembered) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}
