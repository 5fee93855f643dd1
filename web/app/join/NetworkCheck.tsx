import type { TFunction } from 'i18next';
import { CircleCheck, CircleX, LoaderCircle, RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { LocalMedia } from '../media/local';
import type { PathResult } from '../media/pathTest';
import type { Session } from '../session';
import { classes } from '../ui/class';
import { PlainButton } from '../ui/PlainButton';
import styles from './network.module.css';
import { levelOf } from './readiness';
import { SavingSwitch } from './SavingSwitch';
import { useNetwork, useTelling, type Network } from './useNetwork';

/** NetworkCheck says before the meeting, in words, whether pictures and sound will get through, and offers to save data where they will not do so well. */
export function NetworkCheck({ session, local }: { session: Session; local: LocalMedia }) {
  const { t } = useTranslation();
  const { network, again } = useNetwork(session);
  useTelling(session, local, network);
  const saving = useStore(local.store, (state) => state.saving);
  const { tone, icon, title, text } = wordsOf(network, t);
  return (
    <section className={styles.check} aria-label={t('join.network')}>
      <div className={styles.row}>
        <span className={classes(styles.icon, styles[tone])}>{icon}</span>
        <div className={styles.words} role="status">
          <p className={styles.title}>{title}</p>
          {text && <p className={styles.text}>{text}</p>}
        </div>
        {network.step !== 'testing' && (
          <PlainButton icon aria-label={t('join.networkAgain')} title={t('join.networkAgain')} onClick={again}>
            <RotateCw size={16} aria-hidden />
          </PlainButton>
        )}
      </div>
      {(saving || (tone !== 'green' && tone !== 'busy')) && <SavingSwitch local={local} />}
    </section>
  );
}

function wordsOf(network: Network, t: TFunction) {
  if (network.step === 'testing') return { tone: 'busy', icon: <LoaderCircle size={20} className={styles.turning} aria-hidden />, title: t('join.networkTesting'), text: '' } as const;
  if (network.step === 'failed') return { tone: 'red', icon: <CircleX size={20} aria-hidden />, title: t('join.networkFailed'), text: t('join.networkFailedText') } as const;
  switch (levelOf(network.result)) {
    case 'green':
      return { tone: 'green', icon: <CircleCheck size={20} aria-hidden />, title: t('join.networkGreen'), text: t('join.networkGreenText', { count: network.result.rtt ?? 0 }) } as const;
    case 'yellow':
      return { tone: 'yellow', icon: <TriangleAlert size={20} aria-hidden />, title: t('join.networkYellow'), text: whyYellow(network.result, t) } as const;
    case 'red':
      return { tone: 'red', icon: <CircleX size={20} aria-hidden />, title: t('join.networkRed'), text: t('join.networkRedText') } as const;
  }
}

function whyYellow({ path, rtt }: PathResult, t: TFunction): string {
  if (path === 'tcp') return t('join.networkTcp');
  return path === 'relay' ? t('join.networkRelay') : t('join.networkSlow', { count: rtt ?? 0 });
}
