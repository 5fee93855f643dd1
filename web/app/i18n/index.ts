import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import vi from './vi.json';

/** The languages of the interface. The Vietnamese words of the join page come with it; those of the pages behind it, and English, are fetched when needed. */
export type Language = 'vi' | 'en';

const remembered = 'giaoban.language';

/** startLanguage prepares i18next and resolves when the words of the remembered language are there. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: 'vi',
    resources: { vi: { translation: vi } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  if (rememberedLanguage() === 'en') await setLanguage('en');
}

/** The pages behind the join page were asked for. */
let working = false;

/** loadWork fetches the words of meeting and administration in the page's language. */
async function loadWork(): Promise<void> {
  working = true;
  await addWork(currentLanguage());
}

/** withWords waits for the words of a page that is loaded lazily. */
export async function withWords<T>(page: Promise<T>): Promise<T> {
  const [module] = await Promise.all([page, loadWork()]);
  return module;
}

// Words that are missing in English are shown in Vietnamese, so both are there.
async function addWork(language: Language): Promise<void> {
  const fetched = [import('./work.vi.json').then((words) => i18next.addResourceBundle('vi', 'translation', words.default, true))];
  if (language === 'en') fetched.push(import('./work.en.json').then((words) => i18next.addResourceBundle('en', 'translation', words.default, true)));
  await Promise.all(fetched);
}

/** setLanguage switches the whole page without a reload and remembers the choice on this device. */
export async function setLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    i18next.addResourceBundle('en', 'translation', (await import('./en.json')).default, true);
  }
  if (working) await addWork(language);
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
