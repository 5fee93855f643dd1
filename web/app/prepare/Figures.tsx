import { Download, Pencil, Plus, Table2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { useWork } from '../meeting/work';
import { mostFigures, rollup, type Figure } from '../prepare';
import { Button } from '../ui/Button';
import { buttonClass } from '../ui/buttonLook';
import { IconButton } from '../ui/IconButton';
import { FigureDialog } from './FigureDialog';
import { FigureTable } from './FigureTable';
import { showNumber } from './figures';
import { Section } from './Section';
import styles from './prepare.module.css';

/** Figures is the staff's view of what the units file: what is asked, how many answered, and the sum or mean as it stands now. */
export function Figures() {
  const { t, i18n } = useTranslation();
  const me = useMeeting((store) => store.me);
  const { figures = [], units, closed } = useWork(({ meeting }) => ({ figures: meeting.figures, units: meeting.units, closed: meeting.status === 'closed' }));
  const [edited, setEdited] = useState<Figure | 'new' | null>(null);
  const [table, setTable] = useState(false);
  const file = (kind: 'csv' | 'xlsx') => `/api/meetings/${encodeURIComponent(me.meeting)}/figures.${kind}?seat=${encodeURIComponent(me.seat)}`;
  const add = !closed && figures.length < mostFigures && (
    <Button size="small" onPress={() => setEdited('new')}>
      <Plus size={16} aria-hidden />
      {t('prepare.figures.add')}
    </Button>
  );
  return (
    <Section title={t('prepare.figures.titleStaff')} id="figures" tools={add}>
      {figures.length === 0 && <p className={styles.muted}>{t('prepare.figures.empty')}</p>}
      <ul className={styles.rows}>
        {figures.map((figure) => {
          const sum = rollup(figure, { units });
          return (
            <li key={figure.id} className={styles.row}>
              <div className={styles.what}>
                <p className={styles.name}>{figure.name}</p>
                <p className={styles.muted}>
                  {t('prepare.figures.counts', { filed: sum.filed, units: sum.units })}
                  {sum.unknown > 0 && `, ${t('prepare.figures.unknownCount', { count: sum.unknown })}`}
                </p>
              </div>
              {sum.value !== null && (
                <p className={styles.value}>
                  {showNumber(sum.value, i18n.language)} <span className={styles.muted}>{[figure.measure, t(`prepare.figures.rolls.${figure.roll}`).toLowerCase()].filter(Boolean).join(', ')}</span>
                </p>
              )}
              {!closed && (
                <IconButton label={t('prepare.figures.editOf', { name: figure.name })} size="small" onPress={() => setEdited(figure)}>
                  <Pencil size={16} aria-hidden />
                </IconButton>
              )}
            </li>
          );
        })}
      </ul>
      {figures.length > 0 && (
        <p className={styles.line}>
          <Button size="small" onPress={() => setTable(true)}>
            <Table2 size={16} aria-hidden />
            {t('prepare.figures.table')}
          </Button>
          {(['xlsx', 'csv'] as const).map((kind) => (
            <a key={kind} className={buttonClass({ size: 'small' })} href={file(kind)} download>
              <Download size={14} aria-hidden />
              {t('tasks.download', { kind: kind === 'xlsx' ? 'Excel' : 'CSV' })}
            </a>
          ))}
        </p>
      )}
      {edited && <FigureDialog figure={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {table && <FigureTable onClose={() => setTable(false)} />}
    </Section>
  );
}
