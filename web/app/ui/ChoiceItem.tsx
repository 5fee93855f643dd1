import { Check } from 'lucide-react';
import { ListBoxItem } from 'react-aria-components';
import styles from './list.module.css';

/** One choice of a Select or ComboBox. `find` are further words by which typing finds it (codes, old names). */
export interface Choice {
  id: string;
  text: string;
  detail?: string | undefined;
  find?: string | undefined;
}

/** ChoiceItem shows a Choice in a list box with a tick when selected. */
export function ChoiceItem({ choice }: { choice: Choice }) {
  return (
    <ListBoxItem id={choice.id} textValue={choice.text} className={styles.option ?? ''}>
      {({ isSelected }) => (
        <>
          <span className={styles.text}>
            <span>{choice.text}</span>
            {choice.detail && <span className={styles.detail}>{choice.detail}</span>}
          </span>
          <span className={styles.check}>{isSelected && <Check size={16} aria-hidden />}</span>
        </>
      )}
    </ListBoxItem>
  );
}
