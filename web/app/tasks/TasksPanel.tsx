import { ClipboardList, Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { usePowers } from '../meeting/useRole';
import { useWork } from '../meeting/work';
import { buttonClass } from '../ui/buttonLook';
import { EmptyState } from '../ui/EmptyState';
import { TextField } from '../ui/TextField';
import { unitTasks } from './fate';
import { SendTasks } from './SendTasks';
import { TasksByConclusion } from './TasksByConclusion';
import { TasksByUnit } from './TasksByUnit';
import styles from './tasks.module.css';

type View = 'unit' | 'conclusion';

/** TasksPanel is the list of tasks, by unit and by conclusion; a unit sees its own. After closing it also sends them. */
export function TasksPanel() {
  const { t } = useTranslation();
  const { staff } = usePowers();
  const me = useMeeting((store) => store.me);
  const { assignments, lines, status } = useWork(({ meeting }) => ({ assignments: meeting.assignments, lines: meeting.lines, status: meeting.status }));
  const tasks = useMemo(() => unitTasks({ assignments, lines }), [assignments, lines]);
  const [view, setView] = useState<View>('unit');
  const [query, setQuery] = useState('');
  if (tasks.length === 0) {
    return <EmptyState icon={<ClipboardList aria-hidden />} title={t('tasks.empty')} text={staff ? t('tasks.emptyStaff') : t('tasks.emptyText')} />;
  }
  const units = new Set(tasks.map((task) => task.unit)).size;
  const undated = tasks.filter((task) => task.due === null).length;
  const file = (kind: 'xlsx' | 'csv') => `/api/meetings/${encodeURIComponent(me.meeting)}/tasks.${kind}?seat=${encodeURIComponent(me.seat)}`;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <div className={styles.panel} role="region" aria-label={t('tasks.title')} tabIndex={0}>
      <header className={styles.panelHead}>
        <p className={styles.sum}>
          <strong>{staff ? t('tasks.sum', { count: tasks.length, units }) : t('tasks.sumOwn', { count: tasks.length })}</strong>
          {undated > 0 && <span className={styles.warn}>{t('tasks.undatedCount', { count: undated })}</span>}
        </p>
        <div className={styles.downloads}>
          {(['xlsx', 'csv'] as const).map((kind) => (
            <a key={kind} className={buttonClass({ size: 'small' })} href={file(kind)} download>
              <Download size={14} aria-hidden />
              {t('tasks.download', { kind: kind === 'xlsx' ? 'Excel' : 'CSV' })}
            </a>
          ))}
        </div>
      </header>
      {staff && status === 'closed' && <SendTasks />}
      {staff && (
        <div className={styles.tools}>
          <ToggleButtonGroup
            aria-label={t('tasks.view')}
            className={styles.switch ?? ''}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[view]}
            onSelectionChange={(keys) => [...keys].forEach((key) => setView(key as View))}
          >
            {(['unit', 'conclusion'] as const).map((id) => (
              <ToggleButton key={id} id={id} className={styles.switchButton ?? ''}>
                {t(`tasks.by.${id}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <TextField label={t('tasks.find')} labelHidden placeholder={t('tasks.find')} value={query} onChange={setQuery} />
        </div>
      )}
      {view === 'unit' ? <TasksByUnit tasks={tasks} query={query} staff={staff} /> : <TasksByConclusion tasks={tasks} query={query} />}
    </div>
  );
}
