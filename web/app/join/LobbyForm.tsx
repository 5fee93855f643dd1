import { DoorOpen } from 'lucide-react';
import { useId, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsFor } from '../api';
import { Brand } from '../ui/Brand';
import { classes } from '../ui/class';
import { ddmmyyyy, hhmm } from '../ui/clock';
import field from '../ui/field.module.css';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { PlainButton } from '../ui/PlainButton';
import styles from './lobby.module.css';
import type { Visit } from './lobby';

const longest = 120;

/** LobbyForm asks a stranger for name and organisation; native controls, as on the join page. */
export function LobbyForm({ visit, onAsk }: { visit: Visit; onAsk: (name: string, organisation: string) => Promise<void> }) {
  const { t } = useTranslation();
  const id = useId();
  const [name, setName] = useState(visit.name ?? '');
  const [organisation, setOrganisation] = useState(visit.organisation ?? '');
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSending(true);
    setError(null);
    onAsk(name.trim(), organisation.trim()).catch((failure: unknown) => {
      setError(failure);
      setSending(false);
    });
  };
  const input = (key: 'name' | 'organisation', value: string, change: (value: string) => void) => (
    <div className={field.field}>
      <label className={classes(field.label, field.needed)} htmlFor={`${id}${key}`}>
        {t(`lobby.${key}`)}
      </label>
      <div className={field.box}>
        <input
          id={`${id}${key}`}
          className={field.input}
          value={value}
          maxLength={longest}
          autoComplete={key === 'name' ? 'name' : 'organization'}
          placeholder={t(`lobby.${key}Placeholder`)}
          required
          onChange={(event) => change(event.target.value)}
        />
      </div>
    </div>
  );
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Brand />
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <form className={styles.card} onSubmit={send}>
          <div>
            <p className={styles.muted}>{visit.host}</p>
            <h1 className={styles.title}>{visit.title}</h1>
            <p className={styles.muted}>
              {hhmm(visit.starts_at)}, {ddmmyyyy(visit.starts_at)}
            </p>
          </div>
          <p>{t('lobby.text')}</p>
          {input('name', name, setName)}
          {input('organisation', organisation, setOrganisation)}
          {error !== null && (
            <p role="alert" className={field.error}>
              {wordsFor(error, t)}
            </p>
          )}
          <PlainButton variant="primary" size="large" type="submit" disabled={sending || name.trim() === '' || organisation.trim() === ''}>
            <DoorOpen size={18} aria-hidden />
            {t('lobby.ask')}
          </PlainButton>
        </form>
      </main>
    </div>
  );
}
