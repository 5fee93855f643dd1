import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { classes } from './class';
import styles from './field.module.css';

/** The words round every field. */
export interface FieldWords {
  label: string;
  hint?: ReactNode;
  /** The fault to show; the field must then also be marked isInvalid, which the kit does. */
  error?: string | undefined;
  /** The label is read aloud but not shown. */
  labelHidden?: boolean;
}

/** FieldFrame puts label, hint and fault round a control. It belongs inside a react-aria field. */
export function FieldFrame({ label, hint, error, labelHidden, needed, children }: FieldWords & { needed?: boolean | undefined; children: ReactNode }) {
  return (
    <>
      <Label className={classes(labelHidden ? 'visually-hidden' : styles.label, needed && styles.needed)}>{label}</Label>
      {children}
      {hint && (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </>
  );
}
