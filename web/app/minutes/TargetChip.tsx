import { Target as TargetIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import deadline from '../tasks/deadline.module.css';
import { targetWords } from '../tasks/wording';
import { Button } from '../ui/Button';
import type { FoundTarget } from './targets';

/** TargetChip offers a number of the text as the task's target. */
export function TargetChip({ found, tab, onTake }: { found: FoundTarget; tab: boolean; onTake: () => void }) {
  const { t } = useTranslation();
  const said = t(`composer.targetIs.${found.target.kind === 'total' || found.target.kind === 'multiple' ? found.target.kind : 'number'}`, { target: targetWords(found.target) });
  return (
    <div className={deadline.deadline}>
      <Button size="small" className={deadline.take ?? ''} onPress={onTake} aria-label={t('composer.takeTarget', { target: said })}>
        <TargetIcon size={15} aria-hidden />
        <span className={deadline.text}>
          <q className={deadline.words}>{found.words}</q>
          {said}
        </span>
        {tab && <kbd className={deadline.key}>Tab</kbd>}
      </Button>
    </div>
  );
}
