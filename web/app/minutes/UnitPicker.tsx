import type { Choice } from '../ui/ChoiceItem';
import { classes } from '../ui/class';
import styles from './composer.module.css';

/** UnitPicker lists what a sign finds: units, groups, text modules. The focus stays in the text; keys are handled there. */
export function UnitPicker({ choices, label, at, onPick }: { choices: readonly Choice[]; label: string; at: number; onPick: (choice: Choice) => void }) {
  return (
    <div id="composer-units" className={styles.picker} role="listbox" aria-label={label}>
      {choices.map((choice, n) => (
        <div
          key={choice.id}
          id={`composer-unit-${choice.id}`}
          role="option"
          aria-selected={n === at}
          className={classes(styles.option, n === at && styles.optionAt)}
          // The press must not take the focus out of the text.
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(choice);
          }}
        >
          <span>{choice.text}</span>
          {choice.detail && <span className={styles.optionDetail}>{choice.detail}</span>}
        </div>
      ))}
    </div>
  );
}
