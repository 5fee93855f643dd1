import { useTranslation } from 'react-i18next';
import { Link, Route, Switch } from 'wouter';
import type { Session } from '../session';
import { Brand } from '../ui/Brand';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import styles from './admin.module.css';
import { CreatePage } from './CreatePage';
import { LinksPage } from './LinksPage';
import { MeetingList } from './MeetingList';
import { ReadinessPage } from './ReadinessPage';

/** AdminPage is where meetings are made and their links are handed out. */
export function AdminPage({ session }: { session: Session }) {
  const { t } = useTranslation();
  const { seat } = session;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link href="/quan-tri" className={styles.brand} aria-label={t('admin.back')}>
          <Brand />
        </Link>
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <Switch>
          <Route path="/quan-tri/tao">
            <CreatePage seat={seat} />
          </Route>
          <Route path="/quan-tri/:meeting/links">{({ meeting }) => <LinksPage key={meeting} meeting={meeting} seat={seat} />}</Route>
          <Route path="/quan-tri/:meeting/san-sang">{({ meeting }) => <ReadinessPage key={meeting} meeting={meeting} seat={seat} />}</Route>
          <Route>
            <MeetingList />
          </Route>
        </Switch>
      </main>
    </div>
  );
}
