import { RefreshCw, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { useRoom, useRoomMedia } from './roomContext';
import { useMeeting } from './store';

// A short break heals by itself and is not worth a word; a long one deserves a button.
const quietFor = 2000;
const patientFor = 20_000;

/** ConnectionBar says under the header that a connection is lost; nothing is covered, leaving and typing go on. */
export function ConnectionBar() {
  const { t } = useTranslation();
  const { room } = useRoomMedia();
  const agenda = useMeeting((store) => (store.connection.state === 'lost' ? store.connection.since : null));
  const media = useRoom((state) => (state.link.state === 'lost' ? state.link.since : null));
  const waiting = useMeeting((store) => store.waiting);
  const actions = useMeeting((store) => store.actions);
  const since = agenda === null ? media : media === null ? agenda : Math.min(agenda, media);
  const age = useStage(since);
  if (age === 'quiet') return null;
  const hurry = () => {
    room.hurry();
    actions?.reconnect();
  };
  return (
    <Banner
      tone="warn"
      icon={<WifiOff size={18} aria-hidden />}
      action={
        age === 'long' && (
          <Button size="small" onPress={hurry}>
            <RefreshCw size={16} aria-hidden />
            {t('app.retry')}
          </Button>
        )
      }
    >
      {age === 'long' ? `${t('meeting.stillLost')} ` : ''}
      {t('meeting.reconnecting')}
      {waiting > 0 ? ` ${t('meeting.waiting', { count: waiting })}.` : ''}
    </Banner>
  );
}

function useStage(since: number | null): 'quiet' | 'short' | 'long' {
  const [stage, setStage] = useState<'quiet' | 'short' | 'long'>('quiet');
  useEffect(() => {
    if (since === null) {
      setStage('quiet');
      return undefined;
    }
    const age = Date.now() - since;
    const short = setTimeout(() => setStage('short'), Math.max(0, quietFor - age));
    const long = setTimeout(() => setStage('long'), Math.max(0, patientFor - age));
    return () => {
      clearTimeout(short);
      clearTimeout(long);
    };
  }, [since]);
  return stage;
}
