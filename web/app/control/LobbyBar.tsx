import { DoorClosed } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePowers } from '../meeting/useRole';
import { useViewApi } from '../meeting/viewContext';
import { useWorkApi } from '../meeting/work';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { useVisitors, visitorWords } from './visitors';

/** LobbyBar tells chair and secretary who waits to come in. One person is let in from here; more, and refusals, are in the lobby's window. */
export function LobbyBar() {
  const { t } = useTranslation();
  const { staff } = usePowers();
  const work = useWorkApi();
  const view = useViewApi();
  const { waiting } = useVisitors();
  const [first, second] = waiting;
  if (!staff || !first) return null;
  return (
    <Banner
      tone="warn"
      icon={<DoorClosed size={18} aria-hidden />}
      action={
        <>
          {!second && (
            <Button size="small" variant="primary" onPress={() => work.act('lobby.admit', { visitor: first.id })}>
              {t('control.admit')}
            </Button>
          )}
          <Button size="small" onPress={() => view.setState({ dialog: 'lobby' })}>
            {t('control.seeLobby')}
          </Button>
        </>
      }
    >
      {second ? t('control.waitMany', { count: waiting.length }) : t('control.waitOne', { name: visitorWords(first) })}
    </Banner>
  );
}
