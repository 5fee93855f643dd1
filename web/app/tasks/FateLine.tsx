import { CircleSlash, EllipsisVertical, Pencil, Send, Split, Undo2, Users } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePowers } from '../meeting/useRole';
import { useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import type { Assignment, Line } from '../state';
import { AlertDialog } from '../ui/AlertDialog';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { Menu, MenuItem, MenuTrigger } from '../ui/Menu';
import { AssignDialog } from './AssignDialog';
import { BaselineDialog } from './BaselineDialog';
import { DivideDialog } from './DivideDialog';
import { fateOf, targetOfTask } from './fate';
import { divided, isTotal } from './parts';
import { SettleDialog } from './SettleDialog';
import styles from './tasks.module.css';
import { dueWords, targetWords, wantedWords } from './wording';

/**
 * FateLine says below a conclusion or task line what became of it, marks what is missing, and lets staff assign, settle, change and withdraw. `settles` offers
 * "no task" beside "assign", where the line has no menu of its own; `children` are further buttons of the same row.
 */
export function FateLine({ line, staff, settles = false, children }: { line: Line; staff: boolean; settles?: boolean; children?: ReactNode }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const assignments = useWork(({ meeting }) => meeting.assignments);
  const fate = fateOf(line, { assignments });
  const [assigning, setAssigning] = useState(false);
  const [settling, setSettling] = useState(false);

  if (fate.kind === 'settled') {
    return (
      <>
        <div className={styles.fate}>
          <CircleSlash size={14} aria-hidden />
          <span>{t('tasks.settled', { reason: fate.reason })}</span>
          {staff && (
            <Button size="small" variant="quiet" onPress={() => work.act('conclusion.settle', { line: line.id, reason: '' })}>
              {t('tasks.unsettle')}
            </Button>
          )}
        </div>
        {children}
      </>
    );
  }
  return (
    <>
      {fate.kind === 'assigned' && (
        <ul className={styles.assignments}>
          {fate.assignments.map((assignment) => (
            <AssignmentRow key={assignment.id} line={line} assignment={assignment} staff={staff} />
          ))}
        </ul>
      )}
      {staff && (
        <div className={styles.fateActions}>
          {fate.kind === 'open' && <Chip tone="warn">{t('tasks.nobody')}</Chip>}
          <Button size="small" variant={fate.kind === 'open' ? 'secondary' : 'quiet'} onPress={() => setAssigning(true)}>
            <Send size={14} aria-hidden />
            {fate.kind === 'open' ? t('tasks.assign') : t('tasks.assignMore')}
          </Button>
          {settles && fate.kind === 'open' && (
            <Button size="small" variant="quiet" className={styles.settle ?? ''} onPress={() => setSettling(true)}>
              {t('tasks.noTask')}
            </Button>
          )}
          {children}
        </div>
      )}
      {settling && <SettleDialog line={line} onClose={() => setSettling(false)} />}
      {assigning && <AssignDialog line={line} onClose={() => setAssigning(false)} />}
    </>
  );
}

function AssignmentRow({ line, assignment, staff }: { line: Line; assignment: Assignment; staff: boolean }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [editing, setEditing] = useState(false);
  const [withdrawing, setWithdrawing] = useState(false);
  const [parting, setParting] = useState(false);
  // Staff see the tasks of all units, also where they may change nothing any more.
  const { staff: all } = usePowers();
  const count = assignment.tasks.length;
  const unit = useUnitLabel();
  // A unit has one task: what it is to reach itself.
  const own = all || !assignment.tasks[0] ? null : assignment.tasks[0];
  const target = own ? wantedWords(targetOfTask(assignment, own), own.base) : targetWords(assignment.target);
  const known = assignment.tasks.filter((task) => task.base !== undefined).length;
  const parts = !all ? '' : divided(assignment) && count > 1 ? t('tasks.divided') : known > 0 ? t('tasks.basesKnown', { count: known, all: count }) : '';
  // What is missing in a conclusion is marked beside it, for staff; here for units and for task lines.
  const checked = staff && line.kind === 'conclusion';
  const undated = !checked && assignment.due === null && assignment.tasks.some((task) => !task.due);
  const unmeasured = !checked && staff && assignment.target.kind === 'none';
  return (
    <li className={styles.fate}>
      <Users size={14} aria-hidden />
      <div className={styles.facts}>
        <strong>{all ? t('tasks.units', { count }) : t('tasks.yours')}</strong>
        {all && assignment.scope.kind === 'except' && (
          <span>{t('tasks.exceptOf', { units: (assignment.scope.except ?? []).map(unit).join(', '), reason: assignment.scope.reason ?? '' })}</span>
        )}
        {assignment.due && <span>{dueWords(assignment.due)}</span>}
        {target && <span>{target}</span>}
        {assignment.product && <span>{assignment.product}</span>}
        {assignment.supporting.length > 0 && <span>{t('tasks.with', { units: assignment.supporting.map(unit).join(', ') })}</span>}
        {parts && <span>{parts}</span>}
        {(undated || unmeasured) && (
          <div className={styles.missing}>
            {undated && <Chip tone="warn">{t('tasks.undated')}</Chip>}
            {unmeasured && <Chip>{t('tasks.unmeasured')}</Chip>}
          </div>
        )}
      </div>
      {staff && (
        <MenuTrigger>
          <Button variant="quiet" size="small" icon className={styles.more ?? ''} aria-label={t('tasks.actions')}>
            <EllipsisVertical size={16} aria-hidden />
          </Button>
          <Menu aria-label={t('tasks.actions')} placement="bottom end">
            <MenuItem icon={<Pencil size={16} aria-hidden />} text={t('tasks.edit')} onAction={() => setEditing(true)} />
            {(isTotal(assignment) || assignment.target.kind === 'multiple') && (
              <MenuItem icon={<Split size={16} aria-hidden />} text={t(isTotal(assignment) ? 'tasks.divide' : 'tasks.baseline')} onAction={() => setParting(true)} />
            )}
            <MenuItem danger icon={<Undo2 size={16} aria-hidden />} text={t('tasks.withdraw')} onAction={() => setWithdrawing(true)} />
          </Menu>
        </MenuTrigger>
      )}
      {parting && isTotal(assignment) && <DivideDialog assignment={assignment} onClose={() => setParting(false)} />}
      {parting && assignment.target.kind === 'multiple' && <BaselineDialog assignment={assignment} onClose={() => setParting(false)} />}
      {editing && <AssignDialog line={line} assignment={assignment} onClose={() => setEditing(false)} />}
      <AlertDialog
        isOpen={withdrawing}
        onOpenChange={setWithdrawing}
        title={t('tasks.withdrawTitle', { count })}
        confirm={t('tasks.withdraw')}
        danger
        onConfirm={() => work.act('task.unassign', { assignment: assignment.id })}
      >
        <p>{t('tasks.withdrawText')}</p>
      </AlertDialog>
    </li>
  );
}
