import { LogOut, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { InvitationCard } from '../control/InvitationCard';
import { LobbyBar } from '../control/LobbyBar';
import { LockBar } from '../control/LockBar';
import type { Session } from '../session';
import { Cockpit } from '../cockpit/Cockpit';
import { classes } from '../ui/class';
import { EmptyState } from '../ui/EmptyState';
import { narrow, useMedia, wide } from '../ui/useMedia';
import { Readback } from '../minutes/Readback';
import { Ballot } from '../poll/Ballot';
import { AgendaColumn } from './AgendaColumn';
import { AgendaStrip } from './AgendaStrip';
import bar from './bar/bar.module.css';
import { BarButton } from './bar/BarButton';
import { ControlBar } from './bar/ControlBar';
import { Closing } from './Closing';
import { ConnectionBar } from './ConnectionBar';
import { Header } from './Header';
import { OutdatedBar } from './OutdatedBar';
import { Panel } from './Panel';
import { useRoom } from './roomContext';
import styles from './shell.module.css';
import { Stage } from './stage/Stage';
import { useMeeting } from './store';
import { useView } from './viewContext';

/** Shell is the page of the room: header, agenda | stage | panel on wide screens, stage above tabs on phones, and the controls. */
export function Shell({ session, onLeave }: { session: Session; onLeave: () => void }) {
  const { t } = useTranslation();
  const phone = useMedia(narrow);
  const columns = useMedia(wide);
  const agendaOpen = useView((view) => view.agendaOpen);
  const panelOpen = useView((view) => view.panelOpen);
  const over = useOver();
  const showAgenda = columns && agendaOpen;
  const showPanel = !columns || panelOpen;
  const cockpit = useCockpitOpen(over !== null);
  return (
    <div className={classes(styles.shell, !cockpit && showAgenda && styles.withAgenda, !cockpit && showPanel && styles.withPanel, over && styles.over, cockpit && styles.cockpit)}>
      <div className={styles.top}>
        <Header session={session} columns={columns && !cockpit} phone={phone} />
        <ConnectionBar />
        <OutdatedBar />
        <LobbyBar />
        <LockBar />
        <Ballot />
      </div>
      {cockpit && <Cockpit />}
      {!cockpit && showAgenda && (
        <nav className={styles.agenda} aria-label={t('meeting.agenda')} data-region="agenda" tabIndex={-1}>
          <AgendaColumn />
        </nav>
      )}
      {!cockpit && (
        <div className={styles.center}>
          {!phone && !showAgenda && <AgendaStrip />}
          <main className={styles.stage} aria-label={t('stage.label')} data-stage data-region="stage" tabIndex={-1}>
            {over ? <OverStage why={over} /> : <Stage />}
          </main>
          {!phone && <Controls over={over !== null} onLeave={onLeave} />}
        </div>
      )}
      {!cockpit && showPanel && (
        <aside className={styles.panel} aria-label={t('meeting.panel')} data-region="panel" tabIndex={-1}>
          <Panel extra={phone ? [{ id: 'agenda', text: t('meeting.agendaTab'), contents: <AgendaColumn /> }] : []} />
        </aside>
      )}
      {(phone || cockpit) && <Controls over={over !== null} onLeave={onLeave} />}
      <Readback />
      <InvitationCard />
    </div>
  );
}

function Controls({ over, onLeave }: { over: boolean; onLeave: () => void }) {
  const { t } = useTranslation();
  return (
    <footer className={styles.controls} data-stage data-region="bar" tabIndex={-1}>
      {over ? (
        <div className={bar.bar} role="toolbar" aria-label={t('bar.label')}>
          <BarButton icon={<LogOut aria-hidden />} text={t('bar.leave')} tone="danger" onPress={onLeave} />
        </div>
      ) : (
        <ControlBar onLeave={onLeave} />
      )}
    </footer>
  );
}

/** The chair's page stands in place of the room while the meeting lasts. */
function useCockpitOpen(over: boolean): boolean {
  const chair = useMeeting((store) => store.me.role === 'chair');
  const chosen = useView((view) => view.cockpit);
  return chair && chosen && !over;
}

/** Why there are no pictures any more, while agenda and minutes go on. */
function useOver(): 'closed' | 'full' | null {
  const closed = useMeeting((store) => store.meeting?.status === 'closed');
  const link = useRoom((state) => state.link);
  if (closed || (link.state === 'ended' && link.why === 'closed')) return 'closed';
  return link.state === 'ended' && link.why === 'full' ? 'full' : null;
}

function OverStage({ why }: { why: 'closed' | 'full' }) {
  const { t } = useTranslation();
  if (why === 'closed') return <Closing />;
  return (
    <div className={styles.overStage}>
      <EmptyState icon={<UsersRound aria-hidden />} title={t('end.full')} text={t('end.fullText')} />
    </div>
  );
}
