import { DoorOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hhmm } from '../meeting/clock';
import { useWorkApi } from '../meeting/work';
import type { Visitor } from '../state';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';
import { words } from '../wire';
import styles from './lobby.module.css';

const longest = 500;

/** VisitorRow is one stranger who waits: let in with one press, or refused with a reason, which is proposed and can be changed. */
export function VisitorRow({ visitor }: { visitor: Visitor }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [reason, setReason] = useState<string | null>(null);
  const name = words(visitor.name);
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <strong>{name}</strong>
        <span>{words(visitor.organisation)}</span>
        <span className={styles.muted}>{t('control.waitsSince', { time: hhmm(visitor.at) })}</span>
      </div>
      {reason === null ? (
        <div className={styles.actions}>
          <Button variant="primary" aria-label={t('control.admitOf', { name })} onPress={() => work.act('lobby.admit', { visitor: visitor.id })}>
            <DoorOpen size={16} aria-hidden />
            {t('control.admit')}
          </Button>
          <Button aria-label={t('control.refuseOf', { name })} onPress={() => setReason(t('control.usualReason'))}>
            {t('control.refuse')}
          </Button>
        </div>
      ) : (
        <div className={styles.refusal}>
          <TextField label={t('control.refuseReason')} hint={t('control.refuseHint')} value={reason} onChange={setReason} rows={2} maxLength={longest} autoFocus isRequired />
          <div className={styles.actions}>
            <Button onPress={() => setReason(null)}>{t('app.cancel')}</Button>
            <Button variant="danger" isDisabled={reason.trim() === ''} onPress={() => work.act('lobby.refuse', { visitor: visitor.id, reason: reason.trim() })}>
              {t('control.refuse')}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}
