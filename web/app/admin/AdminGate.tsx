import { LogIn, ShieldCheck, ShieldX } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsFor } from '../api';
import { enterAdministration, isRefusal, takeSecret, type Session } from '../session';
import { Notice } from '../ui/Notice';
import { PlainButton } from '../ui/PlainButton';
import { UiProvider } from '../ui/UiProvider';
import { AdminPage } from './AdminPage';

type State = { step: 'ask' } | { step: 'busy' } | { step: 'in'; session: Session } | { step: 'failed'; error: unknown };

/** AdminGate lets the administrator in. A first link works once, so it is exchanged on a click and not by opening the page. */
export function AdminGate() {
  const { t } = useTranslation();
  const [state, setState] = useState<State>(takeSecret() ? { step: 'ask' } : { step: 'busy' });
  const enter = useCallback(() => {
    setState({ step: 'busy' });
    enterAdministration().then(
      (session) => setState({ step: 'in', session }),
      (error: unknown) => setState({ step: 'failed', error }),
    );
  }, []);
  useEffect(() => {
    if (!takeSecret()) enter();
  }, [enter]);

  if (state.step === 'in') {
    return (
      <UiProvider>
        <AdminPage session={state.session} />
      </UiProvider>
    );
  }
  if (state.step === 'busy') return <Notice title={t('session.checking')} busy />;
  if (state.step === 'failed') {
    const refused = isRefusal(state.error);
    return (
      <Notice
        icon={<ShieldX size={30} aria-hidden />}
        title={refused && takeSecret() ? t('session.refused') : t('session.adminTitle')}
        text={refused && !takeSecret() ? t('session.adminNoLink') : wordsFor(state.error, t)}
        action={refused ? null : <PlainButton onClick={enter}>{t('app.retry')}</PlainButton>}
      />
    );
  }
  return (
    <Notice
      icon={<ShieldCheck size={30} aria-hidden />}
      title={t('session.adminTitle')}
      text={t('session.adminText')}
      action={
        <PlainButton variant="primary" size="large" onClick={enter}>
          <LogIn size={20} aria-hidden />
          {t('session.adminEnter')}
        </PlainButton>
      }
    />
  );
}
