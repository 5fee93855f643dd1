import { Check, Copy, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takeSecret } from '../session';
import { Notice } from '../ui/Notice';
import { PlainButton } from '../ui/PlainButton';

/** InAppNotice sends people from the browser inside a chat application to a real one, with the whole link, secret included. */
export function InAppNotice({ app, onGoOn }: { app: string; onGoOn: () => void }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const secret = takeSecret();
  const link = location.origin + location.pathname + (secret ? `#t=${secret}` : '');
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Notice
      icon={<Smartphone size={30} aria-hidden />}
      title={t('inApp.title')}
      text={t('inApp.text', { app })}
      action={
        <>
          <PlainButton variant="primary" size="large" onClick={() => void copy()}>
            {copied ? <Check size={20} aria-hidden /> : <Copy size={20} aria-hidden />}
            {copied ? t('inApp.copied') : t('inApp.copy')}
          </PlainButton>
          <PlainButton variant="quiet" size="large" onClick={onGoOn}>
            {t('inApp.goOn')}
          </PlainButton>
        </>
      }
    />
  );
}
