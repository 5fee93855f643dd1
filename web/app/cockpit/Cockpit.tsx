import { useTranslation } from 'react-i18next';
import { Stage } from '../meeting/stage/Stage';
import { useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import { AlertDialog } from '../ui/AlertDialog';
import { narrow, useMedia } from '../ui/useMedia';
import styles from './cockpit.module.css';
import { ConclusionColumn } from './ConclusionColumn';
import { FloorColumn } from './FloorColumn';
import { ItemCard } from './ItemCard';
import { KeyBar } from './KeyBar';
import { useCockpit } from './useCockpit';

/** Cockpit is the chair's one page: the item and its time, who speaks and who waits, the conclusions with what is not clear yet; six keys, no menus. */
export function Cockpit() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useUnitLabel();
  const phone = useMedia(narrow);
  // Without pictures the columns are what the page is about.
  const Columns = phone ? 'main' : 'div';
  const { deeds, conclusion, closing, setClosing } = useCockpit(unit);
  const left = useWork(({ meeting }) => meeting.items.filter((item) => item.state === 'planned').length);
  return (
    <div className={styles.cockpit} data-cockpit>
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- scrolling regions must be reachable by keyboard (axe: scrollable-region-focusable) */}
      <Columns className={styles.columns}>
        <div className={styles.column} data-region="agenda" role="region" aria-label={t('meeting.agenda')} tabIndex={0}>
          <ItemCard />
        </div>
        <div className={styles.middle}>
          {!phone && (
            <main className={styles.stage} aria-label={t('stage.label')} data-stage data-region="stage" tabIndex={-1}>
              <Stage />
            </main>
          )}
          <div className={styles.column} role="region" aria-label={t('cockpit.floor')} tabIndex={0}>
            <FloorColumn />
          </div>
        </div>
        <div className={styles.column} data-region="panel" role="region" aria-label={t('cockpit.minutes')} tabIndex={0}>
          <ConclusionColumn field={conclusion} />
        </div>
      </Columns>
      {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex */}
      <section aria-label={t('cockpit.keys')}>
        <KeyBar deeds={deeds} />
      </section>
      <AlertDialog isOpen={closing} onOpenChange={setClosing} title={t('agenda.closeTitle')} confirm={t('agenda.close')} danger onConfirm={() => work.act('meeting.close', {})}>
        <p>{left > 0 ? t('agenda.closeLeft', { count: left }) : t('agenda.closeText')}</p>
      </AlertDialog>
    </div>
  );
}
