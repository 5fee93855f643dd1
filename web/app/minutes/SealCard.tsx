import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ddmmyyyy, hhmm } from '../meeting/clock';
import type { Signature } from '../state';
import styles from './approval.module.css';

/** SealCard is the seal of signed minutes: who signed, when, and the head of the journal by which an archive can be verified. */
export function SealCard({ seal }: { seal: Signature }) {
  const { t } = useTranslation();
  return (
    <section className={styles.seal} aria-label={t('approval.seal')}>
      <ShieldCheck size={22} aria-hidden />
      <div className={styles.sealWords}>
        <p>
          <strong>{t('approval.states.signed')}</strong>
        </p>
        <p>
          {[seal.name, seal.post].filter(Boolean).join(', ')} · {hhmm(seal.at)}, {ddmmyyyy(seal.at)}
        </p>
        <p className={styles.when}>{t('approval.sealedAt', { version: seal.version })}</p>
        <code className={styles.hash}>{seal.hash}</code>
        <p className={styles.when}>{t('approval.readOnly')}</p>
      </div>
    </section>
  );
}
