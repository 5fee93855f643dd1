import { useTranslation } from 'react-i18next';
import { Chip } from '../ui/Chip';
import type { Draft } from '../wire';
import { kindTone } from './marks';
import styles from './line.module.css';

/** DraftRow is a line while somebody else types it: grey, not read aloud, gone when it is written or given up. */
export function DraftRow({ draft, by }: { draft: Draft; by: string }) {
  const { t } = useTranslation();
  return (
    <li className={styles.line} data-draft aria-hidden>
      <span className={styles.time}>…</span>
      <div className={styles.body}>
        <p className={styles.head}>
          <Chip tone={kindTone[draft.kind]}>{t(`minutes.kinds.${draft.kind}`)}</Chip>
          <span className={styles.note}>{t('minutes.typing', { name: by })}</span>
        </p>
        <p className={styles.text}>{draft.text}</p>
      </div>
    </li>
  );
}
