import { CalendarPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../session';
import { Brand } from '../ui/Brand';
import { EmptyState } from '../ui/EmptyState';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import styles from './admin.module.css';

/** AdminPage is where meetings are made. */
export function AdminPage({ session }: { session: Session }) {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Brand />
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <h1>{session.title || t('session.adminTitle')}</h1>
        <EmptyState icon={<CalendarPlus aria-hidden />} title={t('meeting.noAgenda')} />
      </main>
    </div>
  );
}
