import { Copy, Link2, Link2Off } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, wordsFor } from '../api';
import { Button } from '../ui/Button';
import { ddmmyyyy, hhmm } from '../ui/clock';
import { TextField } from '../ui/TextField';
import { toast } from '../ui/Toast';
import styles from './lobby.module.css';

/** Props of LobbyLink. `until` is the end of the link that the meeting has now, if it has one; `level` is the level of its heading where it stands. */
export interface LobbyLinkProps {
  meeting: string;
  seat: string;
  until: string | undefined;
  level: 2 | 3;
  onClose: () => void;
  onMade?: () => void;
}

/** LobbyLink is the one link for strangers: made, copied, made anew, taken back. The server tells the address only as long as it knows the secret. */
export function LobbyLink({ meeting, seat, until, level, onClose, onMade }: LobbyLinkProps) {
  const { t } = useTranslation();
  const Heading = `h${level}` as const;
  const [url, setUrl] = useState('');
  const path = `/api/meetings/${encodeURIComponent(meeting)}/lobby/link?seat=${encodeURIComponent(seat)}`;
  const failed = useCallback((error: unknown) => toast({ text: wordsFor(error, t), tone: 'danger' }), [t]);
  // Whoever of the staff made it: the end of its time names it.
  useEffect(() => {
    setUrl('');
    if (until) call<{ url?: string }>(path).then((answer) => setUrl(answer.url ?? ''), failed);
  }, [until, path, failed]);
  const make = () => {
    call<{ url?: string }>(path, { body: {} }).then((answer) => {
      setUrl(answer.url ?? '');
      onMade?.();
    }, failed);
  };
  const copy = () => {
    navigator.clipboard.writeText(url).then(
      () => toast({ text: t('delegates.copied') }),
      () => toast({ text: t('delegates.copyFailed'), tone: 'danger' }),
    );
  };
  return (
    <section className={styles.part} aria-label={t('control.lobbyLink')}>
      <Heading className={styles.heading}>{t('control.lobbyLink')}</Heading>
      {until ? (
        <>
          {url && <TextField label={t('control.lobbyLink')} labelHidden value={url} isReadOnly />}
          <p className={styles.muted}>
            {url ? '' : `${t('control.lobbyUnknown')} `}
            {t('control.lobbyUntil', { time: hhmm(until), day: ddmmyyyy(until) })}
          </p>
          <div className={styles.actions}>
            {url && (
              <Button variant="primary" onPress={copy}>
                <Copy size={16} aria-hidden />
                {t('delegates.copy')}
              </Button>
            )}
            <Button onPress={make}>
              <Link2 size={16} aria-hidden />
              {t('control.lobbyAnew')}
            </Button>
            <Button onPress={onClose}>
              <Link2Off size={16} aria-hidden />
              {t('control.lobbyClose')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className={styles.muted}>{t('control.lobbyText')}</p>
          <div className={styles.actions}>
            <Button variant="primary" onPress={make}>
              <Link2 size={16} aria-hidden />
              {t('control.lobbyMake')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
