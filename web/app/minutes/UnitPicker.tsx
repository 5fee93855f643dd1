import type { Choice } from '../ui/ChoiceItem';
import { classes } from '../ui/class';
import styles from './composer.module.css';

/** UnitPicker lists the units that an @ finds. The focus stays in the text; keys are handled there. */
export function UnitPicker({ choices, at, onPick }: { choices: readonly Choice[]; at: number; onPick: (choice: Choice) => void }) {
  return (
    <div id="composer-units" className={styles.picker} role="listbox" aria-label="@">
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
          {choice.text}
        </div>
      ))}
    </div>
  );
}
