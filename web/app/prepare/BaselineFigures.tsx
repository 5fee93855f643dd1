import { useTranslation } from 'react-i18next';
import { useWork } from '../meeting/work';
import type { PartsForm } from '../tasks/parts';
import { Button } from '../ui/Button';
import styles from './prepare.module.css';

/** BaselineFigures fills baselines with a figure that the units filed. Units that do not know theirs ("chưa nắm") stay empty: that is not 0. */
export function BaselineFigures({ form, onFill }: { form: PartsForm; onFill: (form: PartsForm) => void }) {
  const { t } = useTranslation();
  const figures = useWork(({ meeting }) => meeting.figures);
  const numbers = (figures ?? []).filter((figure) => figure.kind === 'number' && figure.filed.some((one) => !one.unknown && form.has(one.unit)));
  if (numbers.length === 0) return null;
  return (
    <p className={styles.line}>
      <span className={styles.muted}>{t('prepare.figures.take')}</span>
      {numbers.map((figure) => {
        const known = figure.filed.filter((one) => !one.unknown && one.number >= 0 && form.has(one.unit));
        const filled = new Map([...form, ...known.map((one): [string, string] => [one.unit, String(one.number).replace('.', ',')])]);
        return (
          <Button key={figure.id} size="small" onPress={() => onFill(filled)}>
            {t('prepare.figures.takeOne', { name: figure.name, count: known.length })}
          </Button>
        );
      })}
    </p>
  );
}
