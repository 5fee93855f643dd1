import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ComboBox as AriaComboBox, Button, Input, ListBox, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ChoiceItem, type Choice } from './ChoiceItem';
import styles from './field.module.css';
import { FieldFrame, type FieldWords } from './FieldFrame';
import { includesFolded } from './fold';
import list from './list.module.css';

/** Props of ComboBox. */
export interface ComboBoxProps extends FieldWords {
  choices: readonly Choice[];
  value: string | null;
  onChange: (id: string | null) => void;
  placeholder?: string;
  isDisabled?: boolean;
  isRequired?: boolean;
}

/** ComboBox finds a choice by typing without tone marks: "thach that" finds Thạch Thất. */
export function ComboBox({ choices, value, onChange, placeholder, isDisabled, isRequired, label, hint, error, labelHidden }: ComboBoxProps) {
  const { t } = useTranslation();
  const chosen = choices.find((choice) => choice.id === value)?.text ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? chosen;
  const shown = useMemo(
    () => (typed === null || typed === chosen ? choices : choices.filter((choice) => includesFolded(`${choice.text} ${choice.detail ?? ''} ${choice.find ?? ''}`, typed))),
    [choices, chosen, typed],
  );
  return (
    <AriaComboBox
      className={styles.field ?? ''}
      items={shown}
      inputValue={text}
      onInputChange={setTyped}
      value={value}
      onChange={(key) => {
        setTyped(null);
        onChange(key === null ? null : String(key));
      }}
      onOpenChange={(open) => {
        if (!open) setTyped(null);
      }}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={Boolean(error)}
      isDisabled={isDisabled ?? false}
      isRequired={isRequired ?? false}
    >
      <FieldFrame label={label} hint={hint} error={error} labelHidden={labelHidden ?? false} needed={isRequired}>
        <div className={styles.box}>
          <Input className={styles.input ?? ''} placeholder={placeholder ?? ''} />
          <Button className={styles.trigger ?? ''}>
            <ChevronDown size={16} aria-hidden />
          </Button>
        </div>
        <Popover className={list.popover ?? ''}>
          <ListBox<Choice> className={list.list ?? ''} renderEmptyState={() => <div className={list.empty}>{t('app.nothingFound')}</div>}>
            {(choice) => <ChoiceItem choice={choice} />}
          </ListBox>
        </Popover>
      </FieldFrame>
    </AriaComboBox>
  );
}
