import { Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, setLanguage } from '../i18n';
import { PlainButton } from './PlainButton';

/** LanguageSwitch names the other language in that language, so that whoever needs it can read it. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const other = currentLanguage() === 'vi' ? 'en' : 'vi';
  return (
    <PlainButton variant="quiet" size="small" lang={other} onClick={() => void setLanguage(other)}>
      <Languages size={16} aria-hidden />
      {t('app.switchLanguage')}
    </PlainButton>
  );
}
