import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Toasts } from './Toast';

/** UiProvider gives react-aria the language of the page and a place for toasts. Every lazy page that uses the kit is wrapped in it. */
export function UiProvider({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  return (
    <I18nProvider locale={i18n.language === 'en' ? 'en-GB' : 'vi-VN'}>
      {children}
      <Toasts />
    </I18nProvider>
  );
}
