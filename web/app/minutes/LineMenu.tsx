import { Check, CircleSlash, EllipsisVertical, Pencil, Repeat, Trash2, UserRoundPen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePowers } from '../meeting/useRole';
import { lineKinds, useWork, useWorkApi } from '../meeting/work';
import type { Line } from '../state';
import { standing } from '../tasks/fate';
import { Button } from '../ui/Button';
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../ui/Menu';
import type { LineKind } from '../wire';
import styles from './line.module.css';
import { kindCommand } from './compose';
import { readingOf } from './readback';
import { useRemoval } from './useRemoval';

/** LineMenu holds what staff may do with a line: edit, another kind, no task, remove with a way back. */
export function LineMenu({ line, onEdit, onSettle, onAttribute }: { line: Line; onEdit: () => void; onSettle: () => void; onAttribute: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const remove = useRemoval();
  const { chair } = usePowers();
  const assigned = useWork(({ meeting }) => standing(meeting, line.id).length > 0);
  const setKind = (kind: LineKind) => {
    if (kind !== line.kind) work.act('line.kind', { line: line.id, was: line.revision, kind });
  };
  return (
    <MenuTrigger>
      <Button variant="quiet" size="small" icon className={styles.more ?? ''} aria-label={t('minutes.actions')}>
        <EllipsisVertical size={16} aria-hidden />
      </Button>
      <Menu aria-label={t('minutes.actions')} placement="bottom end" disabledKeys={assigned ? ['remove', 'opinion', 'shortcoming', 'note'] : []}>
        <MenuItem id="edit" icon={<Pencil size={16} aria-hidden />} text={t('minutes.edit')} onAction={onEdit} />
        <MenuItem id="attribute" icon={<UserRoundPen size={16} aria-hidden />} text={t('minutes.attribute')} onAction={onAttribute} />
        <MenuSection
          title={t('minutes.changeKind')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[line.kind]}
          onSelectionChange={(keys) => keys !== 'all' && [...keys].forEach((key) => setKind(key as LineKind))}
        >
          {lineKinds.map((kind) => (
            <MenuItem key={kind} id={kind} text={t(`minutes.kinds.${kind}`)} detail={kindCommand[kind]} />
          ))}
        </MenuSection>
        {line.kind === 'conclusion' && !assigned && !line.settled && !line.internal && (
          <MenuItem id="settle" icon={<CircleSlash size={16} aria-hidden />} text={t('tasks.noTask')} onAction={onSettle} />
        )}
        {chair && line.kind === 'conclusion' && readingOf(line) !== 'confirmed' && (
          <MenuItem id="confirm" icon={<Check size={16} aria-hidden />} text={t('readback.confirm')} onAction={() => work.act('conclusion.confirm', { line: line.id, was: line.revision })} />
        )}
        {line.kind === 'conclusion' && (
          <MenuItem
            id="recur"
            icon={<Repeat size={16} aria-hidden />}
            text={line.recurring ? t('prepare.carry.onceLine') : t('prepare.carry.recurLine')}
            onAction={() => work.act('conclusion.recur', { line: line.id, recurring: !line.recurring })}
          />
        )}
        <MenuItem
          id="remove"
          danger
          icon={<Trash2 size={16} aria-hidden />}
          text={t('minutes.remove')}
          {...(assigned ? { detail: t('minutes.hasTasks') } : {})}
          onAction={() => remove(line)}
        />
      </Menu>
    </MenuTrigger>
  );
}
