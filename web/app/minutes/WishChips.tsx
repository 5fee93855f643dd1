import { CalendarCheck, Handshake, History, Target as TargetIcon, Users, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnitLabel } from '../meeting/units';
import { useWork } from '../meeting/work';
import { dueWords, targetWords } from '../tasks/wording';
import { precedentWords } from './precedent';
import { Button } from '../ui/Button';
import { chosen, wished, type Wish } from './sketch';
import styles from './wish.module.css';

/** WishChips show what will become the task of a conclusion: who does it, who helps, until when, how much. Each is taken back by a press. */
export function WishChips({ wish, onChange }: { wish: Wish; onChange: (wish: Wish) => void }) {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const { units, groups } = useWork(({ meeting }) => ({ units: meeting.units.length, groups: meeting.groups }));
  if (!wished(wish) && !wish.precedent) return null;
  const group = groups.find((one) => one.id === wish.group);
  const chip = (key: string, icon: ReactElement, text: string, left: Wish) => (
    <li key={key}>
      <Button size="small" className={styles.chip ?? ''} aria-label={t('composer.dropChip', { text })} onPress={() => onChange(left)}>
        {icon}
        <span className={styles.text}>{text}</span>
        <X size={13} aria-hidden />
      </Button>
    </li>
  );
  const who = <Users size={14} aria-hidden />;
  const total = wish.target?.kind === 'total';
  return (
    <div className={styles.wish}>
      <ul className={styles.chips} aria-label={t('composer.chips')}>
        {wish.all && chip('all', who, t('tasks.scopes.all', { count: units }), { ...wish, all: false })}
        {wish.group !== null && chip('group', who, group ? `${group.name} (${group.units.length})` : t('tasks.group'), { ...wish, group: null })}
        {wish.units.map((id) => chip(`u${id}`, who, unit(id), { ...wish, units: wish.units.filter((other) => other !== id) }))}
        {wish.supporting.map((id) =>
          chip(`s${id}`, <Handshake size={14} aria-hidden />, t('composer.supports', { unit: unit(id) }), { ...wish, supporting: wish.supporting.filter((other) => other !== id) }),
        )}
        {wish.due && chip('due', <CalendarCheck size={14} aria-hidden />, dueWords(wish.due), { ...wish, due: null })}
        {wish.precedent && chip('precedent', <History size={14} aria-hidden />, precedentWords(wish.precedent), { ...wish, precedent: null })}
        {wish.target && chip('target', <TargetIcon size={14} aria-hidden />, targetWords(wish.target), { ...wish, target: null })}
      </ul>
      {wish.target && (total || wish.target.kind === 'number') && wish.units.length !== 1 && (
        <Button
          size="small"
          variant="quiet"
          onPress={() => wish.target && onChange({ ...wish, target: { ...wish.target, kind: total ? 'number' : 'total' } })}
        >
          {t(total ? 'composer.makeEach' : 'composer.makeTotal')}
        </Button>
      )}
      {wished(wish) && !chosen(wish) && <p className={styles.note}>{t('composer.nobodyChosen')}</p>}
    </div>
  );
}
