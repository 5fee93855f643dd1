import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuid7 } from '../ids';
import { useMeeting } from '../meeting/store';
import { useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { ComboBox } from '../ui/ComboBox';
import { Dialog } from '../ui/Dialog';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import type { RequestKind } from '../wire';
import styles from './queue.module.css';

const kinds: readonly RequestKind[] = ['speak', 'question', 'explain'];
const durations = [0, 2, 3, 5, 10];
const longestSubject = 140;

/** RequestDialog asks for the floor with a subject; staff may ask for another seat that raised a hand in the picture. */
export function RequestDialog({ staff, onClose }: { staff: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const me = useMeeting((store) => store.me);
  const label = useUnitLabel();
  const allSeats = useWork((state) => state.meeting.seats);
  const seats = useMemo(
    () => allSeats.filter((one) => !one.revoked).map((one) => ({ id: one.id, text: label(one.unit) || one.name, detail: one.role === 'unit' ? one.name : t(`role.${one.role}`) })),
    [allSeats, label, t],
  );
  const { items, current, round } = useWork(({ meeting }) => ({ items: meeting.items, current: meeting.current, round: meeting.round }));
  const listed = items.filter((row) => row.state !== 'done' || row.id === current);
  const [item, setItem] = useState(current || (listed[0]?.id ?? ''));
  const [seat, setSeat] = useState(me.seat);
  const [person, setPerson] = useState(me.name);
  const [subject, setSubject] = useState('');
  const [kind, setKind] = useState<RequestKind>('speak');
  const [minutes, setMinutes] = useState('3');

  const choose = (id: string | null) => {
    if (!id) return;
    setSeat(id);
    setPerson(id === me.seat ? me.name : (allSeats.find((one) => one.id === id)?.name ?? ''));
  };
  const send = (close: () => void) => {
    work.act('floor.request', { request: uuid7(), person, subject, kind, minutes: Number(minutes), ...(item && item !== current ? { item } : {}), ...(seat === me.seat ? {} : { seat }) });
    close();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('queue.ask')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" onPress={() => send(close)}>
            {t('queue.send')}
          </Button>
        </>
      )}
    >
      <div className={styles.form}>
        {staff && <ComboBox label={t('queue.seat')} choices={seats} value={seat} onChange={choose} />}
        {listed.length > 1 && <Select label={t('floor.item')} choices={listed.map((row) => ({ id: row.id, text: row.title }))} value={item} onChange={setItem} />}
        <TextField label={t('queue.person')} value={person} onChange={setPerson} maxLength={120} />
        <TextField
          label={t('queue.subject')}
          value={subject}
          onChange={setSubject}
          maxLength={longestSubject}
          rows={2}
          hint={t('queue.letters', { count: longestSubject - [...subject].length })}
          autoFocus
        />
        {round && kind !== 'speak' && <p className={styles.empty}>{t('floor.inRound')}</p>}
        <div className={styles.pair}>
          <Select label={t('queue.kind')} choices={kinds.map((id) => ({ id, text: t(`queue.kinds.${id}`) }))} value={kind} onChange={(id) => setKind(id as RequestKind)} />
          <Select
            label={t('queue.minutes')}
            choices={durations.map((n) => ({ id: String(n), text: n === 0 ? t('queue.anyMinutes') : t('agenda.minutes', { minutes: n }) }))}
            value={minutes}
            onChange={setMinutes}
          />
        </div>
      </div>
    </Dialog>
  );
}
