import { ArrowDown, ArrowUp, EllipsisVertical, Pencil, Play, Repeat, Square, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWork, useWorkApi } from '../meeting/work';
import type { Item } from '../state';
import { Button } from '../ui/Button';
import { Menu, MenuItem, MenuTrigger } from '../ui/Menu';
import styles from './agenda.module.css';

/** What a row's menu does beside starting and removing. Null moves are at the end already. */
export interface ItemMoves {
  onEdit: () => void;
  up: (() => void) | null;
  down: (() => void) | null;
}

/** ItemMenu holds everything that staff may do with one item. */
export function ItemMenu({ item, onEdit, up, down }: ItemMoves & { item: Item }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { running, written } = useWork(({ meeting }) => ({ running: meeting.status === 'running', written: meeting.lines.some((line) => line.item === item.id) }));
  return (
    <MenuTrigger>
      <Button variant="quiet" size="small" icon className={styles.more ?? ''} aria-label={t('agenda.actionsOf', { title: item.title })}>
        <EllipsisVertical size={16} aria-hidden />
      </Button>
      <Menu aria-label={t('agenda.actionsOf', { title: item.title })} placement="bottom end">
        {running && item.state !== 'running' && (
          <MenuItem icon={<Play size={16} aria-hidden />} text={item.state === 'done' ? t('agenda.again') : t('agenda.startThis')} onAction={() => work.act('item.start', { item: item.id })} />
        )}
        {item.state === 'running' && <MenuItem icon={<Square size={16} aria-hidden />} text={t('agenda.end')} onAction={() => work.act('item.end', { item: item.id })} />}
        <MenuItem icon={<Pencil size={16} aria-hidden />} text={t('agenda.edit')} onAction={onEdit} />
        <MenuItem icon={<Repeat size={16} aria-hidden />} text={item.recurring ? t('prepare.carry.once') : t('prepare.carry.recur')} onAction={() => work.act('item.recur', { item: item.id, recurring: !item.recurring })} />
        {up && <MenuItem icon={<ArrowUp size={16} aria-hidden />} text={t('agenda.up')} onAction={up} />}
        {down && <MenuItem icon={<ArrowDown size={16} aria-hidden />} text={t('agenda.down')} onAction={down} />}
        {item.state === 'planned' && !written && (
          <MenuItem danger icon={<Trash2 size={16} aria-hidden />} text={t('agenda.remove')} onAction={() => work.act('item.remove', { item: item.id })} />
        )}
      </Menu>
    </MenuTrigger>
  );
}
