import { Minus, Plus } from 'lucide-react';
import { useId, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { PlainButton } from '../ui/PlainButton';
import field from '../ui/field.module.css';
import { classes } from '../ui/class';
import styles from './join.module.css';
import { mostPeople, type Person } from './person';

interface PersonFormProps {
  person: Person;
  onChange: (person: Person) => void;
  nameMissing: boolean;
  nameField: RefObject<HTMLInputElement | null>;
}

/** PersonForm asks for name, post and the number of persons at the site; native controls, so that the page stays small. */
export function PersonForm({ person, onChange, nameMissing, nameField }: PersonFormProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <fieldset className={styles.person}>
      <legend className="visually-hidden">{t('join.who')}</legend>
      <div className={field.field}>
        <label className={classes(field.label, field.needed)} htmlFor={`${id}n`}>
          {t('join.name')}
        </label>
        <div className={field.box} data-invalid={nameMissing || undefined}>
          <input
            ref={nameField}
            id={`${id}n`}
            className={field.input}
            value={person.name}
            maxLength={120}
            autoComplete="name"
            placeholder={t('join.namePlaceholder')}
            required
            aria-invalid={nameMissing}
            aria-describedby={nameMissing ? `${id}e` : undefined}
            onChange={(event) => onChange({ ...person, name: event.target.value })}
          />
        </div>
        {nameMissing && (
          <p id={`${id}e`} role="alert" className={field.error}>
            {t('join.nameNeeded')}
          </p>
        )}
      </div>
      <div className={field.field}>
        <label className={field.label} htmlFor={`${id}p`}>
          {t('join.post')}
        </label>
        <div className={field.box}>
          <input
            id={`${id}p`}
            className={field.input}
            value={person.post}
            maxLength={120}
            autoComplete="organization-title"
            placeholder={t('join.postPlaceholder')}
            onChange={(event) => onChange({ ...person, post: event.target.value })}
          />
        </div>
      </div>
      <Stepper value={person.people} onChange={(people) => onChange({ ...person, people })} />
    </fieldset>
  );
}

function Stepper({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className={styles.stepper}>
      <span id={id} className={field.label}>
        {t('join.persons')}
      </span>
      <div role="group" aria-labelledby={id} className={styles.steps}>
        <PlainButton icon disabled={value <= 1} aria-label={t('join.fewer')} onClick={() => onChange(value - 1)}>
          <Minus size={16} aria-hidden />
        </PlainButton>
        <output className={styles.number} aria-live="polite">
          {value}
        </output>
        <PlainButton icon disabled={value >= mostPeople} aria-label={t('join.more')} onClick={() => onChange(value + 1)}>
          <Plus size={16} aria-hidden />
        </PlainButton>
      </div>
    </div>
  );
}
