import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { useWork, useWorkApi } from '../meeting/work';
import type { Figure, FigureValue } from '../prepare';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/CheckboxGroup';
import { hhmm } from '../ui/clock';
import { TextField } from '../ui/TextField';
import { readTyped, typedOf, type Typed } from './figures';
import { Section } from './Section';
import styles from './prepare.module.css';

/** FigureForm is where a unit files its figures. A figure that is not known is said to be so; an empty field is one that is not filed yet. */
export function FigureForm() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useMeeting((store) => store.me.unit);
  const { figures, open } = useWork(({ meeting }) => ({ figures: meeting.figures, open: meeting.status === 'published' || meeting.status === 'running' }));
  const [typed, setTyped] = useState<{ readonly [figure: string]: Typed }>({});
  if (!figures || figures.length === 0) return null;
  const filedOf = (figure: Figure) => figure.filed.find((one) => one.unit === unit);
  const at = (figure: Figure) => typed[figure.id] ?? typedOf(figure, filedOf(figure));
  const read = figures.map((figure) => readTyped(figure, at(figure)));
  const changed = read.filter((value, n): value is FigureValue => value !== null && value !== 'bad' && figures[n] !== undefined && typed[figures[n].id] !== undefined);
  const filed = figures.filter((figure) => filedOf(figure)).length;
  const send = () => {
    work.give('figure.file', { values: changed }).then(
      () => setTyped({}),
      () => undefined,
    );
  };
  return (
    <Section title={t('prepare.figures.title')} id="figures" count={t('prepare.figures.mine', { filed, count: figures.length })}>
      <p className={styles.muted}>{t('prepare.figures.hint')}</p>
      <ul className={styles.rows}>
        {figures.map((figure, n) => {
          const value = at(figure);
          const before = filedOf(figure);
          const set = (change: Partial<Typed>) => setTyped({ ...typed, [figure.id]: { ...value, ...change } });
          return (
            <li key={figure.id} className={styles.figure} data-filed={before ? '' : undefined}>
              <TextField
                label={figure.measure ? `${figure.name} (${figure.measure})` : figure.name}
                value={value.value}
                onChange={(text) => set({ value: text, unknown: false })}
                isDisabled={!open || value.unknown}
                inputMode={figure.kind === 'text' ? 'text' : 'decimal'}
                maxLength={300}
                error={read[n] === 'bad' ? t('prepare.figures.bad') : undefined}
                hint={before ? t('prepare.figures.filedAt', { time: hhmm(before.at) }) : t('prepare.figures.notFiled')}
              />
              <Checkbox isSelected={value.unknown} isDisabled={!open} onChange={(unknown) => set({ unknown, ...(unknown ? { value: '' } : {}) })} aria-label={t('prepare.figures.unknownOf', { name: figure.name })}>
                {t('prepare.figures.unknown')}
              </Checkbox>
            </li>
          );
        })}
      </ul>
      {open && (
        <p className={styles.formFoot}>
          <Button variant="primary" isDisabled={changed.length === 0 || read.includes('bad')} onPress={send}>
            {t('prepare.figures.send')}
          </Button>
        </p>
      )}
    </Section>
  );
}
