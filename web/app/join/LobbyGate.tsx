import { CircleSlash, Clock3, Link2Off, WifiOff } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { wordsFor } from '../api';
import { isRefusal } from '../session';
import { Notice } from '../ui/Notice';
import { PlainButton } from '../ui/PlainButton';
import { hhmm } from '../ui/clock';
import { inAppBrowser } from './inApp';
import { InAppNotice } from './InAppNotice';
import { ask, atDoor, follow, giveUp, type Visit } from './lobby';
import styles from './lobby.module.css';
import { LobbyForm } from './LobbyForm';

type State = { step: 'checking' } | { step: 'visit'; visit: Visit } | { step: 'failed'; error: unknown };

/** LobbyGate is the way in for somebody without a seat: say who you are, wait, walk in. Whoever has a seat of this meeting in this browser is sent to it at once. */
export function LobbyGate({ meeting }: { meeting: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<State>({ step: 'checking' });
  // The cookie stays in the browser that asked: better to go to a real one before that.
  const [app, setApp] = useState(() => inAppBrowser(navigator.userAgent));
  const [, go] = useLocation();
  const visit = state.step === 'visit' ? state.visit : null;
  const arrive = useCallback(
    (next: Visit) => {
      if (next.seat) go(`/hop/${encodeURIComponent(meeting)}/${encodeURIComponent(next.seat)}`);
      else setState({ step: 'visit', visit: next });
    },
    [go, meeting],
  );
  const fail = useCallback((error: unknown) => setState({ step: 'failed', error }), []);
  const look = useCallback(() => {
    setState({ step: 'checking' });
    atDoor(meeting).then(arrive, fail);
  }, [meeting, arrive, fail]);
  useEffect(() => {
    if (!app) look();
  }, [app, look]);
  // The answer comes by itself; a broken network is tried again without a word.
  const waiting = visit?.state === 'waiting' && visit.status !== 'closed';
  useEffect(() => (waiting ? follow(meeting, arrive, fail) : undefined), [waiting, meeting, arrive, fail]);

  if (app) return <InAppNotice app={app} onGoOn={() => setApp(null)} />;
  if (!visit) {
    if (state.step === 'failed') return <Failed error={state.error} onRetry={look} />;
    return <Notice title={t('session.checking')} busy />;
  }
  if (visit.status === 'closed') return <Notice icon={<CircleSlash size={30} aria-hidden />} title={t('lobby.over')} text={visit.title} />;
  if (visit.state === 'waiting') {
    const leave = () => void giveUp(meeting).then(look, fail);
    return (
      <Notice
        busy
        title={t('lobby.waiting')}
        text={
          <span className={styles.lines}>
            <strong>{t('lobby.waitingAs', { name: visit.name ?? '', organisation: visit.organisation ?? '' })}</strong>
            <span>{t('lobby.waitingText', { time: visit.until ? hhmm(visit.until) : '' })}</span>
            <span className={styles.muted}>{visit.title}</span>
          </span>
        }
        action={<PlainButton onClick={leave}>{t('lobby.giveUp')}</PlainButton>}
      />
    );
  }
  if (visit.state === 'door') return <LobbyForm visit={visit} onAsk={(name, organisation) => ask(meeting, name, organisation).then(arrive)} />;
  return <Answer visit={visit} onAgain={() => setState({ step: 'visit', visit: { ...visit, state: 'door' } })} />;
}

/** What became of the wish, when it did not lead in. */
function Answer({ visit, onAgain }: { visit: Visit; onAgain: () => void }) {
  const { t } = useTranslation();
  const refused = visit.state === 'refused';
  return (
    <Notice
      icon={refused ? <CircleSlash size={30} aria-hidden /> : <Clock3 size={30} aria-hidden />}
      title={t(refused ? 'lobby.refused' : visit.state === 'expired' ? 'lobby.expired' : 'lobby.left')}
      text={refused && visit.reason ? t('lobby.reason', { reason: visit.reason }) : t('lobby.againText')}
      action={<PlainButton onClick={onAgain}>{t('lobby.again')}</PlainButton>}
    />
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  if (isRefusal(error)) return <Notice icon={<Link2Off size={30} aria-hidden />} title={t('lobby.noLink')} text={wordsFor(error, t)} />;
  return (
    <Notice
      icon={<WifiOff size={30} aria-hidden />}
      title={t('session.failed')}
      text={wordsFor(error, t)}
      action={
        <PlainButton variant="primary" size="large" onClick={onRetry}>
          {t('app.retry')}
        </PlainButton>
      }
    />
  );
}
