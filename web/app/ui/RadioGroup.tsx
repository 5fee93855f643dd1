import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components';
import type { Choice } from './ChoiceItem';
import styles from './field.module.css';
import { FieldFrame, type FieldWords } from './FieldFrame';
import radio from './radio.module.css';

/** Props of RadioGroup. */
export interface RadioGroupProps extends FieldWords {
  choices: readonly Choice[];
  value: string | null;
  onChange: (id: string) => void;
}

/** RadioGroup is a question with few answers, all in sight. */
export function RadioGroup({ choices, value, onChange, label, hint, error, labelHidden }: RadioGroupProps) {
  return (
    <AriaRadioGroup className={styles.field ?? ''} value={value} onChange={onChange} isInvalid={Boolean(error)}>
      <FieldFrame label={label} hint={hint} error={error} labelHidden={labelHidden ?? false}>
        <div className={radio.choices}>
          {choices.map((choice) => (
            <Radio key={choice.id} value={choice.id} className={radio.radio ?? ''}>
              <span className={radio.dot} aria-hidden />
              <span>{choice.text}</span>
            </Radio>
          ))}
        </div>
      </FieldFrame>
    </AriaRadioGroup>
  );
}
