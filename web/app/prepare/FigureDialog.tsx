import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuid7 } from '../ids';
import { useWorkApi } from '../meeting/work';
import type { Figure, FigureKind, RollKind } from '../prepare';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import styles from './prepare.module.css';

/** How each kind may be rolled up: a percentage has no sum, a text neither sum nor mean. */
const rolls: { readonly [kind in FigureKind]: readonly RollKind[] } = { number: ['sum', 'mean', 'none'], percent: ['mean', 'none'], text: ['none'] };

/** FigureDialog asks the units for a figure, or says anew what one is about. */
export function FigureDialog({ figure, onClose }: { figure: Figure | null; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [name, setName] = useState(figure?.name ?? '');
  const [measure, setMeasure] = useState(figure?.measure ?? '');
  const [kind, setKind] = useState<FigureKind>(figure?.kind ?? 'number');
  const [roll, setRoll] = useState<RollKind>(figure?.roll ?? 'sum');
  const filed = (figure?.filed.length ?? 0) > 0;
  const choose = (next: FigureKind) => {
    setKind(next);
    if (!rolls[next].includes(roll)) setRoll(rolls[next][0] ?? 'none');
    if (next === 'percent' && measure === '') setMeasure('%');
  };
  const save = (close: () => void) => {
    work.act('figure.define', { figure: figure?.id ?? uuid7(), name, measure, kind, roll });
    close();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={figure ? t('prepare.figures.edit') : t('prepare.figures.add')}
      actions={(close) => (
        <>
          {figure && (
            <Button
              variant="danger"
              onPress={() => {
                work.act('figure.remove', { figure: figure.id });
                close();
              }}
            >
              {t('prepare.figures.remove')}
            </Button>
          )}
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={name.trim() === ''} onPress={() => save(close)}>
            {figure ? t('agenda.save') : t('prepare.figures.add')}
          </Button>
        </>
      )}
    >
      <div className={styles.form}>
        <TextField label={t('prepare.figures.name')} value={name} onChange={setName} maxLength={300} isRequired autoFocus />
        <TextField label={t('prepare.figures.measure')} value={measure} onChange={setMeasure} maxLength={60} hint={t('prepare.figures.measureHint')} />
        <div className={styles.pair}>
          <Select
            label={t('prepare.figures.kind')}
            choices={(['number', 'percent', 'text'] as const).map((id) => ({ id, text: t(`prepare.figures.kinds.${id}`) }))}
            value={kind}
            onChange={(id) => choose(id as FigureKind)}
            isDisabled={filed}
          />
          <Select label={t('prepare.figures.roll')} choices={rolls[kind].map((id) => ({ id, text: t(`prepare.figures.rolls.${id}`) }))} value={roll} onChange={(id) => setRoll(id as RollKind)} />
        </div>
        {filed && <p className={styles.muted}>{t('prepare.figures.filedKind')}</p>}
      </div>
    </Dialog>
  );
}
