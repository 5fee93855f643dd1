import type { KeyboardEventHandler, Ref } from 'react';
import { TextField as AriaTextField, Input, TextArea, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import styles from './field.module.css';
import { FieldFrame, type FieldWords } from './FieldFrame';

/** Props of TextField: react-aria's (value, onChange, isRequired, maxLength …) and the words. */
export interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'isInvalid'>, FieldWords {
  placeholder?: string;
  /** Rows of a text area; without it the field is one line. */
  rows?: number;
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
  onInputKeyDown?: KeyboardEventHandler<HTMLInputElement | HTMLTextAreaElement>;
}

/** TextField is one line of text, or a plain text area (never contenteditable: Vietnamese input methods break it). */
export function TextField({ label, hint, error, labelHidden, placeholder, rows, inputRef, onInputKeyDown, ...props }: TextFieldProps) {
  const shared = { className: styles.input ?? '', placeholder: placeholder ?? '', ref: inputRef ?? null, ...(onInputKeyDown ? { onKeyDown: onInputKeyDown } : {}) };
  return (
    <AriaTextField {...props} isInvalid={Boolean(error)} className={styles.field ?? ''}>
      <FieldFrame label={label} hint={hint} error={error} labelHidden={labelHidden ?? false} needed={props.isRequired}>
        <div className={styles.box}>{rows ? <TextArea rows={rows} {...shared} /> : <Input {...shared} />}</div>
      </FieldFrame>
    </AriaTextField>
  );
}
