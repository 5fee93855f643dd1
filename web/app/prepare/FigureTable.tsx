import { useTranslation } from 'react-i18next';
import { unitLabel } from '../meeting/units';
import { useWork } from '../meeting/work';
import { rollup } from '../prepare';
import { Dialog } from '../ui/Dialog';
import { showFiled, showNumber } from './figures';
import styles from './prepare.module.css';

/** FigureTable is every unit's figures in one table, with what they make together in the last row. */
export function FigureTable({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { figures = [], units } = useWork(({ meeting }) => ({ figures: meeting.figures, units: meeting.units }));
  return (
    <Dialog isOpen wide onOpenChange={(open) => !open && onClose()} title={t('prepare.figures.table')}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <div className={styles.scroll} role="region" aria-label={t('prepare.figures.table')} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('prepare.unit')}</th>
              {figures.map((figure) => (
                <th key={figure.id} scope="col">
                  {figure.name}
                  {figure.measure && <span className={styles.muted}> ({figure.measure})</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <tr key={unit.id}>
                <th scope="row">{unitLabel(unit)}</th>
                {figures.map((figure) => {
                  const filed = figure.filed.find((one) => one.unit === unit.id);
                  return (
                    <td key={figure.id} data-kind={figure.kind} data-unknown={filed?.unknown ? '' : undefined}>
                      {showFiled(figure, filed, t('prepare.figures.unknown'), i18n.language) || '–'}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('prepare.figures.together')}</th>
              {figures.map((figure) => {
                const sum = rollup(figure, { units });
                return (
                  <td key={figure.id} data-kind={figure.kind}>
                    {sum.value !== null && <strong>{showNumber(sum.value, i18n.language)}</strong>}
                    <span className={styles.small}>
                      {t('prepare.figures.counts', { filed: sum.filed, units: sum.units })}
                      {sum.unknown > 0 && `, ${t('prepare.figures.unknownCount', { count: sum.unknown })}`}
                    </span>
                  </td>
                );
              })}
            </tr>
          </tfoot>
        </table>
      </div>
    </Dialog>
  );
}
