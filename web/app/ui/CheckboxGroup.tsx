import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { CheckboxGroup as AriaCheckboxGroup, Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components';
import type { Choice } from './ChoiceItem';
import styles from './field.module.css';
import { FieldFrame, type FieldWords } from './FieldFrame';
import list from './list.module.css';

/** Checkbox is a single tick with a text. */
export function Checkbox({ children, ...props }: Omit<AriaCheckboxProps, 'children' | 'className'> & { children: ReactNode }) {
  return (
    <AriaCheckbox {...props} className={styles.checkbox ?? ''}>
      {({ isIndeterminate }) => (
        <>
          <span className={styles.tick} aria-hidden>
            {isIndeterminate ? <Minus size={14} strokeWidth={3} /> : <Check size={14} strokeWidth={3} />}
          </span>
          <span>{children}</span>
        </>
      )}
    </AriaCheckbox>
  );
}

/** Props of CheckboxGroup. */
export interface CheckboxGroupProps extends FieldWords {
  choices: readonly Choice[];
  value: readonly string[];
  onChange: (ids: string[]) => void;
  isDisabled?: boolean;
}

/** CheckboxGroup is a list of ticks. */
export function CheckboxGroup({ choices, value, onChange, isDisabled, label, hint, error, labelHidden }: CheckboxGroupProps) {
  return (
    <AriaCheckboxGroup className={styles.field ?? ''} value={[...value]} onChange={onChange} isInvalid={Boolean(error)} isDisabled={isDisabled ?? false}>
      <FieldFrame label={label} hint={hint} error={error} labelHidden={labelHidden ?? false}>
        <div className={styles.choices}>
          {choices.map((choice) => (
            <Checkbox key={choice.id} value={choice.id}>
              {choice.text}
              {choice.detail && <span className={list.detail}> {choice.detail}</span>}
            </Checkbox>
          ))}
        </div>
      </FieldFrame>
    </AriaCheckboxGroup>
  );
}
