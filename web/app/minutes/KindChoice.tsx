import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { LineKind } from '../wire';
import styles from './composer.module.css';

/** KindChoice is the kind of the line as a row of buttons; exactly one is pressed. */
export function KindChoice({ kinds, value, onChange }: { kinds: readonly LineKind[]; value: LineKind; onChange: (kind: LineKind) => void }) {
  const { t } = useTranslation();
  return (
    <ToggleButtonGroup
      aria-label={t('composer.kind')}
      className={styles.kinds ?? ''}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => [...keys].forEach((key) => onChange(key as LineKind))}
    >
      {kinds.map((kind) => (
        <ToggleButton key={kind} id={kind} className={styles.kind ?? ''} data-kind={kind}>
          {t(`minutes.short.${kind}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
