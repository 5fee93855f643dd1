import { ArrowLeft } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Agenda } from '../agenda/Agenda';
import { MeetingFacts } from '../join/MeetingFacts';
import { createMeetingStore, MeetingStoreProvider } from '../meeting/store';
import { useAgenda } from '../meeting/useAgenda';
import { useWork } from '../meeting/work';
import type { Session } from '../session';
import { Brand } from '../ui/Brand';
import { Button } from '../ui/Button';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { Skeleton } from '../ui/Skeleton';
import { UiProvider } from '../ui/UiProvider';
import { LostBar } from './LostBar';
import { Preparation } from './Preparation';
import styles from './prepare.module.css';

/** PreparePage is the page before the meeting: the agenda and what is made ready for it. Who is here does not attend: nothing is written about presence. */
export function PreparePage({ session, onBack }: { session: Session; onBack: () => void }) {
  const store = useMemo(
    () => createMeetingStore({ meeting: session.meeting, seat: session.seat, role: session.role, unit: session.unit, name: '', post: '', people: 1, watching: true, papersDue: session.papers_due }),
    [session],
  );
  return (
    <UiProvider>
      <MeetingStoreProvider value={store}>
        <Page session={session} onBack={onBack} />
      </MeetingStoreProvider>
    </UiProvider>
  );
}

function Page({ session, onBack }: { session: Session; onBack: () => void }) {
  const { t } = useTranslation();
  useAgenda();
  const synced = useWork((state) => state.synced);
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Brand />
        <LanguageSwitch />
      </header>
      <LostBar />
      <main className={styles.main}>
        <div className={styles.facts}>
          <MeetingFacts session={session} />
          <Button onPress={onBack}>
            <ArrowLeft size={18} aria-hidden />
            {t('prepare.back')}
          </Button>
        </div>
        <div className={styles.columns}>
          <div className={styles.agenda}>
            <Agenda />
          </div>
          {synced ? <Preparation /> : <Skeleton lines={6} />}
        </div>
      </main>
    </div>
  );
}
