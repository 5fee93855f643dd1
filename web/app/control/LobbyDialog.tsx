import { useTranslation } from 'react-i18next';
import { hhmm } from '../meeting/clock';
import { useMeeting } from '../meeting/store';
import { useWork, useWorkApi } from '../meeting/work';
import { Chip } from '../ui/Chip';
import { Dialog } from '../ui/Dialog';
import styles from './lobby.module.css';
import { LobbyLink } from './LobbyLink';
import { useVisitors, visitorWords } from './visitors';
import { VisitorRow } from './VisitorRow';

/** LobbyDialog is the lobby for chair and secretary: who waits, the link for strangers, and who was answered. */
export function LobbyDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const me = useMeeting((store) => store.me);
  const until = useWork(({ meeting }) => meeting.lobby?.not_after);
  const { waiting, answered } = useVisitors();
  return (
    <Dialog isOpen={isOpen} onOpenChange={(open) => !open && onClose()} title={t('control.lobby')} wide>
      <div className={styles.lobby}>
        <section className={styles.part} aria-label={t('control.waiting')}>
          <h3 className={styles.heading}>{t('control.waiting')}</h3>
          {waiting.length === 0 && <p className={styles.muted}>{t('control.nobodyWaits')}</p>}
          <ul className={styles.list}>
            {waiting.map((visitor) => (
              <VisitorRow key={visitor.id} visitor={visitor} />
            ))}
          </ul>
        </section>
        <LobbyLink level={3} meeting={me.meeting} seat={me.seat} until={until} onClose={() => work.act('lobby.close', {})} />
        {answered.length > 0 && (
          <details className={styles.answered}>
            <summary>{t('control.answered', { count: answered.length })}</summary>
            <ul>
              {answered.map((visitor) => (
                <li key={visitor.id} className={styles.done}>
                  <span className={styles.muted}>{visitor.answered ? hhmm(visitor.answered) : ''}</span>
                  <span className={styles.name}>
                    {visitorWords(visitor)}
                    {visitor.reason && <span className={styles.muted}>{visitor.reason}</span>}
                  </span>
                  <Chip tone={visitor.state === 'admitted' ? 'ok' : 'danger'}>{t(visitor.state === 'admitted' ? 'control.wasAdmitted' : 'control.wasRefused')}</Chip>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Dialog>
  );
}
