import { Link2Off, WifiOff } from 'lucide-react';
import { lazy, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withWords } from '../i18n';
import { wordsFor } from '../api';
import { enterSeat, isRefusal, takeSecret, type Session } from '../session';
import { Notice } from '../ui/Notice';
import { PlainButton } from '../ui/PlainButton';
import { inAppBrowser } from './inApp';
import { InAppNotice } from './InAppNotice';
import { Visit } from './Visit';

const WallPage = lazy(() => withWords(import('../wall/WallPage')).then((module) => ({ default: module.WallPage })));

type State = { step: 'checking' } | { step: 'in'; session: Session } | { step: 'failed'; error: unknown; linked: boolean };

/** MeetingGate exchanges the link for a session, or finds the one that this browser has, and then shows the visit, or the wall. */
export function MeetingGate({ meeting, seat, wall = false }: { meeting: string; seat: string; wall?: boolean }) {
  const { t } = useTranslation();
  const [state, setState] = useState<State>({ step: 'checking' });
  const [app, setApp] = useState(() => inAppBrowser(navigator.userAgent));
  const enter = useCallback(() => {
    const linked = takeSecret() !== null;
    let current = true;
    setState({ step: 'checking' });
    enterSeat(meeting, seat).then(
      (session) => current && setState({ step: 'in', session }),
      (error: unknown) => current && setState({ step: 'failed', error, linked }),
    );
    return () => {
      current = false;
    };
  }, [meeting, seat]);
  useEffect(() => (app ? undefined : enter()), [app, enter]);
  // What the unit answered meanwhile, a substitute say, is known to the server; without a connection what was known before stays.
  const again = () =>
    enterSeat(meeting, seat).then(
      (session) => setState({ step: 'in', session }),
      () => undefined,
    );

  if (app) return <InAppNotice app={app} onGoOn={() => setApp(null)} />;
  if (state.step === 'checking') return <Notice title={t('session.checking')} busy />;
  if (state.step === 'in' && wall) return <WallPage session={state.session} />;
  if (state.step === 'in') return <Visit session={state.session} again={again} />;
  if (!isRefusal(state.error)) {
    return (
      <Notice
        icon={<WifiOff size={30} aria-hidden />}
        title={t('session.failed')}
        text={wordsFor(state.error, t)}
        action={
          <PlainButton variant="primary" size="large" onClick={enter}>
            {t('app.retry')}
          </PlainButton>
        }
      />
    );
  }
  return (
    <Notice
      icon={<Link2Off size={30} aria-hidden />}
      title={state.linked ? t('session.refused') : t('session.noLink')}
      text={state.linked ? t('session.refusedText') : t('session.noLinkText')}
    />
  );
}
