import { ChevronDown } from 'lucide-react';
import { Select as AriaSelect, Button, ListBox, Popover, SelectValue } from 'react-aria-components';
import { ChoiceItem, type Choice } from './ChoiceItem';
import { classes } from './class';
import styles from './field.module.css';
import { FieldFrame, type FieldWords } from './FieldFrame';
import list from './list.module.css';

/** Props of Select. */
export interface SelectProps extends FieldWords {
  choices: readonly Choice[];
  value: string | null;
  onChange: (id: string) => void;
  placeholder?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
}

/** Select is a short list to choose one from. For more than about ten choices take ComboBox. */
export function Select({ choices, value, onChange, placeholder, isDisabled, isRequired, label, hint, error, labelHidden }: SelectProps) {
  return (
    <AriaSelect
      className={styles.field ?? ''}
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      isInvalid={Boolean(error)}
      isDisabled={isDisabled ?? false}
      isRequired={isRequired ?? false}
      {...(placeholder ? { placeholder } : {})}
    >
      <FieldFrame label={label} hint={hint} error={error} labelHidden={labelHidden ?? false} needed={isRequired}>
        <Button className={classes(styles.box, styles.select)}>
          <SelectValue className={styles.value ?? ''} />
          <ChevronDown size={16} aria-hidden />
        </Button>
        <Popover className={list.popover ?? ''}>
          <ListBox items={choices} className={list.list ?? ''}>
            {(choice) => <ChoiceItem choice={choice} />}
          </ListBox>
        </Popover>
      </FieldFrame>
    </AriaSelect>
  );
}
