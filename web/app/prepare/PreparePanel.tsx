import { useTranslation } from 'react-i18next';
import { Preparation } from './Preparation';
import styles from './prepare.module.css';

/** PreparePanel is the preparation as a tab of the room. */
export function PreparePanel() {
  const { t } = useTranslation();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <div className={styles.panel} role="region" aria-label={t('prepare.title')} tabIndex={0}>
      <Preparation />
    </div>
  );
}
