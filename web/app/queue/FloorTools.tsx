import { CircleHelp, EllipsisVertical, Timer, Vote } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openPoll } from '../foldFloor';
import { uuid7 } from '../ids';
import { useWork, useWorkApi } from '../meeting/work';
import { PollDialog } from '../poll/PollDialog';
import { Button } from '../ui/Button';
import { Menu, MenuItem, MenuTrigger } from '../ui/Menu';
import { RuleDialog } from './RuleDialog';

/** FloorTools are what staff do with the whole floor: question round, poll, how long people speak. */
export function FloorTools() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { running, round, polling } = useWork(({ meeting }) => ({
    running: meeting.status === 'running',
    round: meeting.round !== undefined,
    polling: openPoll(meeting) !== undefined,
  }));
  const [dialog, setDialog] = useState<'poll' | 'rule' | null>(null);
  return (
    <>
      <MenuTrigger>
        <Button variant="quiet" size="small" icon aria-label={t('floor.tools')}>
          <EllipsisVertical size={16} aria-hidden />
        </Button>
        <Menu aria-label={t('floor.tools')} placement="bottom end">
          {running && !polling && <MenuItem icon={<Vote size={16} aria-hidden />} text={t('poll.open')} onAction={() => setDialog('poll')} />}
          {running && (
            <MenuItem
              icon={<CircleHelp size={16} aria-hidden />}
              text={round ? t('floor.roundClose') : t('floor.roundOpen')}
              onAction={() => (round ? work.act('round.close', {}) : work.act('round.open', { round: uuid7() }))}
            />
          )}
          <MenuItem icon={<Timer size={16} aria-hidden />} text={t('floor.rules')} onAction={() => setDialog('rule')} />
        </Menu>
      </MenuTrigger>
      {dialog === 'poll' && <PollDialog onClose={() => setDialog(null)} />}
      {dialog === 'rule' && <RuleDialog onClose={() => setDialog(null)} />}
    </>
  );
}
