import { Clock, Gavel, PanelLeftClose, PanelLeftOpen, PanelRightClose, PanelRightOpen } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../session';
import { Brand } from '../ui/Brand';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { IconButton } from '../ui/IconButton';
import { clockText, onTick } from '../ui/ticker';
import { MeetingTitle } from './MeetingTitle';
import styles from './shell.module.css';
import { useMeeting, useMeetingApi } from './store';
import { usePageTitle } from './usePageTitle';
import { useView, useViewApi } from './viewContext';

/**
 * Header says which meeting this is, where it stands and how long it has lasted; on wide screens it opens and closes the columns. On a phone the chair's way to the
 * chair's page needs room: there the meeting's name is worth more than its state, which that page says too.
 */
export function Header({ session, columns, phone }: { session: Session; columns: boolean; phone: boolean }) {
  const { t } = useTranslation();
  const waiting = useMeeting((store) => store.waiting);
  const view = useViewApi();
  const { agendaOpen, panelOpen, cockpit } = useView((state) => state);
  const switches = useSwitches();
  usePageTitle(session);
  return (
    <header className={styles.header}>
      {columns ? (
        <IconButton label={agendaOpen ? t('meeting.hideAgenda') : t('meeting.showAgenda')} onPress={() => view.setState({ agendaOpen: !agendaOpen })}>
          {agendaOpen ? <PanelLeftClose size={20} aria-hidden /> : <PanelLeftOpen size={20} aria-hidden />}
        </IconButton>
      ) : (
        <span className={styles.mark}>
          <Brand name={false} />
        </span>
      )}
      <MeetingTitle session={session} />
      {!(phone && switches) && <StatusChip />}
      <span className={styles.space} />
      {waiting > 0 && (
        <Chip tone="warn">
          <Clock size={13} aria-hidden />
          {t('meeting.waiting', { count: waiting })}
        </Chip>
      )}
      {!(phone && switches && cockpit) && <Elapsed />}
      {switches && <CockpitSwitch />}
      {columns && (
        <IconButton label={panelOpen ? t('meeting.hidePanel') : t('meeting.showPanel')} onPress={() => view.setState({ panelOpen: !panelOpen })}>
          {panelOpen ? <PanelRightClose size={20} aria-hidden /> : <PanelRightOpen size={20} aria-hidden />}
        </IconButton>
      )}
    </header>
  );
}

/** Whether there is a chair's page to go to. */
function useSwitches(): boolean {
  return useMeeting((store) => store.me.role === 'chair' && store.meeting?.status !== 'closed');
}

/** The chair goes to the chair's page and back. */
function CockpitSwitch() {
  const { t } = useTranslation();
  const view = useViewApi();
  const cockpit = useView((state) => state.cockpit);
  return (
    <Button size="small" variant={cockpit ? 'secondary' : 'primary'} onPress={() => view.setState({ cockpit: !cockpit })}>
      <Gavel size={16} aria-hidden />
      {cockpit ? t('cockpit.leave') : t('cockpit.enter')}
    </Button>
  );
}

function StatusChip() {
  const { t } = useTranslation();
  const status = useMeeting((store) => store.meeting?.status);
  if (!status) return null;
  if (status === 'running') {
    return (
      <Chip tone="danger" dot>
        {t('meeting.running')}
      </Chip>
    );
  }
  return <Chip tone={status === 'closed' ? 'ok' : 'plain'}>{status === 'closed' ? t('meeting.closed') : t('meeting.scheduled')}</Chip>;
}

function Elapsed() {
  const { t } = useTranslation();
  const store = useMeetingApi();
  const opened = useMeeting((state) => state.meeting?.opened_at ?? null);
  const closed = useMeeting((state) => state.meeting?.closed_at ?? null);
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!opened) return undefined;
    const from = Date.parse(opened);
    return onTick((now) => {
      const until = closed ? Date.parse(closed) : now + store.getState().clockOffset;
      if (text.current) text.current.textContent = t('meeting.elapsed', { time: clockText(until - from) });
    });
  }, [opened, closed, store, t]);
  return opened ? <span ref={text} className={styles.elapsed} role="timer" aria-live="off" /> : null;
}
