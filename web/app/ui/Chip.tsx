import type { ReactNode } from 'react';
import styles from './chip.module.css';
import { classes } from './class';

/** The meanings a chip's colour may have. */
export type Tone = 'plain' | 'brand' | 'ok' | 'warn' | 'danger' | 'task';

/** Chip is a short word on a coloured ground: a kind of line, a state, a unit. Colour never is the only difference. */
export function Chip({ tone = 'plain', dot = false, children }: { tone?: Tone; dot?: boolean; children: ReactNode }) {
  return (
    <span className={classes(styles.chip, styles[tone])}>
      {dot && <span className={styles.dot} aria-hidden />}
      {children}
    </span>
  );
}
