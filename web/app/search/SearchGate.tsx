import { ShieldX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { wordsFor } from '../api';
import { useLoad } from '../admin/useLoad';
import type { Session } from '../session';
import { Brand } from '../ui/Brand';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { Notice } from '../ui/Notice';
import { UiProvider } from '../ui/UiProvider';
import styles from './search.module.css';
import { SearchPage } from './SearchPage';

/** SearchGate opens the search to whoever has a session at a seat; others are told to open their link. */
export function SearchGate({ meeting, seat }: { meeting: string; seat: string }) {
  const { t } = useTranslation();
  const who = new URLSearchParams({ meeting, seat }).toString();
  const { value, error } = useLoad<Session>(`/api/session?${who}`);
  if (error !== null) return <Notice icon={<ShieldX size={30} aria-hidden />} title={t('search.title')} text={wordsFor(error, t)} />;
  if (!value) return <Notice title={t('session.checking')} busy />;
  return (
    <UiProvider>
      <div className={styles.page}>
        <header className={styles.bar}>
          <Link href={`/hop/${encodeURIComponent(meeting)}/${encodeURIComponent(seat)}`} className={styles.brand} aria-label={t('search.back', { title: value.title })}>
            <Brand />
          </Link>
          <LanguageSwitch />
        </header>
        <main className={styles.main}>
          <SearchPage meeting={meeting} seat={seat} />
        </main>
      </div>
    </UiProvider>
  );
}
