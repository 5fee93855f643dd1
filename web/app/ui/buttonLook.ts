import styles from './button.module.css';
import { classes } from './class';

/** The looks of a button. One primary per group; danger only for what cannot be taken back. */
export interface ButtonLook {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined;
  size?: 'normal' | 'small' | 'large' | undefined;
  icon?: boolean | undefined;
}

/** buttonClass is the class of a button or of a link that looks like one. */
export function buttonClass({ variant = 'secondary', size = 'normal', icon = false }: ButtonLook, extra?: string): string {
  return classes(styles['button'], styles[variant], size !== 'normal' && styles[size], icon && styles['icon'], extra);
}
