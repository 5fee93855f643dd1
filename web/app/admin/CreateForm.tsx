import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { today } from '../tasks/due';
import { UnitTicks } from '../tasks/UnitTicks';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/CheckboxGroup';
import { DatePicker } from '../ui/DatePicker';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import type { Roster, Template } from '../wire';
import styles from './admin.module.css';
import type { Order } from './creation';
import { blank, TemplateChoice } from './TemplateChoice';

const levels = ['so', 'quan', 'huyen', 'thixa', 'phuong', 'xa', 'dackhu', 'donvi'] as const;

/** levelWords says what a roster holds: "12 quận, 17 huyện, 1 thị xã". */
function levelWords(roster: Roster, say: (level: (typeof levels)[number], count: number) => string): string {
  const counts = levels.map((level) => ({ level, count: roster.units.filter((unit) => unit.level === level).length }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => say(level, count))
    .join(', ');
}

/** CreateForm asks what a meeting needs: agenda, title and time, who leads, which units. */
export function CreateForm({ rosters, templates, onOrder }: { rosters: readonly Roster[]; templates: readonly Template[]; onOrder: (order: Order) => void }) {
  const { t } = useTranslation();
  const newest = rosters.at(-1);
  const [template, setTemplate] = useState(templates[0]?.id ?? blank);
  const [title, setTitle] = useState('');
  const [place, setPlace] = useState('');
  const [date, setDate] = useState<string | null>(() => today(Date.now()));
  const [time, setTime] = useState('14:00');
  const [host, setHost] = useState('');
  const [chair, setChair] = useState({ name: '', post: '' });
  const [secretary, setSecretary] = useState({ name: '', post: '' });
  const [rosterId, setRosterId] = useState(newest?.roster ?? '');
  const roster = rosters.find((one) => one.roster === rosterId);
  const [units, setUnits] = useState<Set<string>>(() => new Set(newest?.units.map((unit) => unit.id)));
  const [publish, setPublish] = useState(true);

  const badTime = !/^([01]\d|2[0-3]):[0-5]\d$/u.test(time);
  const ready = title.trim() !== '' && host.trim() !== '' && chair.name.trim() !== '' && date !== null && !badTime && units.size > 0;
  const items = templates.find((one) => one.id === template)?.items ?? [];
  const submit = () => {
    if (!ready || !roster) return;
    onOrder({
      title: title.trim(),
      place: place.trim(),
      startsAt: new Date(`${date}T${time}:00+07:00`).toISOString(),
      host: host.trim(),
      roster: roster.roster,
      units: roster.units.filter((unit) => units.has(unit.id)),
      items: [...items],
      chair,
      secretary,
      publish,
    });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TemplateChoice templates={templates} value={template} onChange={setTemplate} />
      <section className={styles.section}>
        <h2>{t('admin.what')}</h2>
        <TextField label={t('admin.title')} value={title} onChange={setTitle} maxLength={300} isRequired />
        <div className={styles.three}>
          <DatePicker label={t('admin.date')} value={date} onChange={setDate} isRequired />
          <TextField label={t('admin.time')} value={time} onChange={setTime} inputMode="numeric" maxLength={5} error={badTime ? t('admin.badTime') : undefined} isRequired />
          <TextField label={t('admin.place')} value={place} onChange={setPlace} placeholder={t('admin.placeHint')} maxLength={300} />
        </div>
      </section>
      <section className={styles.section}>
        <h2>{t('admin.who')}</h2>
        <TextField label={t('admin.host')} value={host} onChange={setHost} placeholder={t('admin.hostHint')} maxLength={120} isRequired />
        <div className={styles.two}>
          <TextField label={t('admin.chairName')} value={chair.name} onChange={(name) => setChair({ ...chair, name })} maxLength={120} isRequired />
          <TextField label={t('admin.chairPost')} value={chair.post} onChange={(post) => setChair({ ...chair, post })} maxLength={120} />
          <TextField label={t('admin.secretaryName')} value={secretary.name} onChange={(name) => setSecretary({ ...secretary, name })} maxLength={120} />
          <TextField label={t('admin.secretaryPost')} value={secretary.post} onChange={(post) => setSecretary({ ...secretary, post })} maxLength={120} />
        </div>
      </section>
      <section className={styles.section}>
        <h2>{t('admin.units')}</h2>
        <Select
          label={t('admin.roster')}
          choices={rosters.map((one) => ({ id: one.roster, text: t('admin.rosterText', { roster: one.roster, count: one.units.length }), detail: levelWords(one, (level, count) => t(`admin.levels.${level}`, { count })) }))}
          value={rosterId}
          onChange={(id) => {
            setRosterId(id);
            setUnits(new Set(rosters.find((one) => one.roster === id)?.units.map((unit) => unit.id)));
          }}
        />
        {roster && <UnitTicks label={t('admin.units')} units={roster.units} value={units} onChange={setUnits} />}
      </section>
      <div className={styles.submit}>
        {items.length > 0 && (
          <Checkbox isSelected={publish} onChange={setPublish}>
            {t('admin.publishToo')}
          </Checkbox>
        )}
        <Button type="submit" variant="primary" size="large" isDisabled={!ready}>
          {t('admin.makeNow')}
        </Button>
      </div>
    </form>
  );
}
