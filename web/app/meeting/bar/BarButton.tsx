import { forwardRef, type ReactElement } from 'react';
import { ToggleButton } from 'react-aria-components';
import { Button } from 'react-aria-components';
import { classes } from '../../ui/class';
import styles from './bar.module.css';

/** Props of BarButton. With `pressed` it is a toggle and says so. */
export interface BarButtonProps {
  icon: ReactElement;
  text: string;
  /** What is read aloud when it says more than the text. */
  label?: string;
  pressed?: boolean;
  tone?: 'plain' | 'off' | 'active' | 'danger';
  disabled?: boolean;
  onPress?: () => void;
  /** Joined to a menu button on its right. */
  split?: boolean;
}

/** BarButton is a control of the bar: an icon with its word below, never an icon alone. It may trigger a menu. */
export const BarButton = forwardRef<HTMLButtonElement, BarButtonProps>(function BarButton(
  { icon, text, label, pressed, tone = 'plain', disabled = false, onPress, split = false },
  ref,
) {
  const look = classes(styles.button, styles[tone], split && styles.split);
  const inside = (
    <>
      {icon}
      <span className={styles.text}>{text}</span>
    </>
  );
  if (pressed === undefined) {
    return (
      <Button ref={ref} className={look} isDisabled={disabled} {...(onPress ? { onPress } : {})} {...(label ? { 'aria-label': label } : {})}>
        {inside}
      </Button>
    );
  }
  return (
    <ToggleButton ref={ref} className={look} isSelected={pressed} isDisabled={disabled} {...(onPress ? { onPress } : {})} {...(label ? { 'aria-label': label } : {})}>
      {inside}
    </ToggleButton>
  );
});
