import { useTranslation } from 'react-i18next';
import { Link, Route, Switch } from 'wouter';
import type { Session } from '../session';
import { Brand } from '../ui/Brand';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import styles from './admin.module.css';
import { CalendarPage } from './CalendarPage';
import { CreatePage } from './CreatePage';
import { LinksPage } from './LinksPage';
import { SearchPage } from '../search/SearchPage';
import { MeetingList } from './MeetingList';
import { ReadinessPage } from './ReadinessPage';
import { RoomPage } from './RoomPage';
import { TemplatesPage } from './TemplatesPage';

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
        <nav className={styles.nav}>
          <Link href="/quan-tri/tim">{t('search.open')}</Link>
          <LanguageSwitch />
        </nav>
      </header>
      <main className={styles.main}>
        <Switch>
          <Route path="/quan-tri/tim">
            <SearchPage meeting="" seat={seat} />
          </Route>
          <Route path="/quan-tri/tao">
            <CreatePage seat={seat} />
          </Route>
          <Route path="/quan-tri/mau">
            <TemplatesPage seat={seat} />
          </Route>
          <Route path="/quan-tri/lich">
            <CalendarPage seat={seat} />
          </Route>
          <Route path="/quan-tri/:meeting/links">{({ meeting }) => <LinksPage key={meeting} meeting={meeting} seat={seat} />}</Route>
          <Route path="/quan-tri/:meeting/san-sang">{({ meeting }) => <ReadinessPage key={meeting} meeting={meeting} seat={seat} />}</Route>
          <Route path="/quan-tri/:meeting/phong">{({ meeting }) => <RoomPage key={meeting} meeting={meeting} seat={seat} />}</Route>
          <Route>
            <MeetingList />
          </Route>
        </Switch>
      </main>
    </div>
  );
}
