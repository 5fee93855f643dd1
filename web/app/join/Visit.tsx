import { DoorOpen } from 'lucide-react';
import { lazy, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withWords } from '../i18n';
import { LocalMedia } from '../media/local';
import type { Session } from '../session';
import { Notice } from '../ui/Notice';
import { PlainButton } from '../ui/PlainButton';
import { JoinPage } from './JoinPage';
import type { Person } from './person';

const loadRoom = () => withWords(import('../meeting/MeetingPage'));
const MeetingPage = lazy(() => loadRoom().then((module) => ({ default: module.MeetingPage })));

const PreparePage = lazy(() => withWords(import('../prepare/PreparePage')).then((module) => ({ default: module.PreparePage })));

type Step = { at: 'door' } | { at: 'table' } | { at: 'room'; person: Person } | { at: 'left' };

/** Visit is one stay of a seat: the join page, from it the page before the meeting or the room, and the word of goodbye. The room's chunk is fetched while the camera is checked. `again` asks the server anew about the seat. */
export function Visit({ session, again }: { session: Session; again: () => Promise<void> }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>({ at: 'door' });
  const [local] = useState(() => new LocalMedia());
  const away = step.at === 'left' || step.at === 'table';

  useEffect(() => {
    void loadRoom();
  }, []);
  useEffect(() => {
    if (away) return undefined;
    void local.open();
    return () => local.dispose();
  }, [local, away]);

  if (step.at === 'door') return <JoinPage session={session} local={local} onJoin={(person) => setStep({ at: 'room', person })} onPrepare={() => setStep({ at: 'table' })} />;
  if (step.at === 'table') return <PreparePage session={session} onBack={() => void again().then(() => setStep({ at: 'door' }))} />;
  if (step.at === 'room') return <MeetingPage session={session} person={step.person} local={local} onLeave={() => setStep({ at: 'left' })} />;
  return (
    <Notice
      icon={<DoorOpen size={30} aria-hidden />}
      title={t('end.left')}
      text={t('end.leftText')}
      action={
        <PlainButton variant="primary" size="large" onClick={() => setStep({ at: 'door' })}>
          {t('end.again')}
        </PlainButton>
      }
    />
  );
}
