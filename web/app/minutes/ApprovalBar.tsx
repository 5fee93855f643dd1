import { FilePenLine, FilePlus2, Send, Signature, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ddmmyyyy, hhmm } from '../meeting/clock';
import { usePowers } from '../meeting/useRole';
import { useWork, useWorkApi } from '../meeting/work';
import { AlertDialog } from '../ui/AlertDialog';
import { Button } from '../ui/Button';
import { gateOf, isOpen, lastMinute } from './approval';
import styles from './approval.module.css';
import { GateList } from './GateList';
import { ReturnDialog } from './ReturnDialog';
import { SealCard } from './SealCard';
import { SubmitDialog } from './SubmitDialog';
import { SupplementDialog } from './SupplementDialog';
import { SupplementNote } from './SupplementNote';

/** ApprovalBar says over the minutes of a closed meeting how far they have come: draft, submitted, returned with its reason, signed with the seal; it offers the next step to who may take it. */
export function ApprovalBar() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { staff, chair, secretary } = usePowers();
  const meeting = useWork((state) => state.meeting);
  const [dialog, setDialog] = useState<'none' | 'submit' | 'return' | 'sign' | 'supplement'>('none');
  const { approval } = meeting;
  if (meeting.status !== 'closed') return null;
  const supplement = meeting.supplements?.at(-1);
  if (approval?.state === 'signed') {
    return (
      <>
        {supplement && <SupplementNote supplement={supplement} />}
        {approval.seal && <SealCard seal={approval.seal} />}
        {staff && (
          <div className={styles.supplement}>
            <Button size="small" onPress={() => setDialog('supplement')}>
              <FilePlus2 size={14} aria-hidden />
              {t('supplement.open')}
            </Button>
          </div>
        )}
        {dialog === 'supplement' && <SupplementDialog onClose={() => setDialog('none')} />}
      </>
    );
  }
  const submitted = approval?.state === 'submitted';
  if (!staff && !submitted) return null;
  const gate = gateOf(meeting);
  const close = () => setDialog('none');
  return (
    <section className={styles.bar} aria-label={t('approval.title')}>
      {supplement && <SupplementNote supplement={supplement} />}
      <p className={styles.state} role="status">
        <FilePenLine size={16} aria-hidden />
        <strong>{t(`approval.states.${approval?.state ?? 'draft'}`)}</strong>
        {approval && <span className={styles.when}>{`${hhmm(approval.at)}, ${ddmmyyyy(approval.at)}`}</span>}
      </p>
      {approval?.reason && <p className={styles.reason}>{t('approval.returnedBecause', { reason: approval.reason })}</p>}
      {submitted && approval.comments_until && (
        <p className={styles.when}>{t('approval.window', { time: hhmm(lastMinute(approval.comments_until)), day: ddmmyyyy(lastMinute(approval.comments_until)) })}</p>
      )}
      {staff && <GateList gate={gate} />}
      {secretary && !submitted && (
        <div className={styles.actions}>
          <Button variant="primary" onPress={() => setDialog('submit')}>
            <Send size={16} aria-hidden />
            {approval ? t('approval.submitAgain') : t('approval.submit')}
          </Button>
        </div>
      )}
      {chair && submitted && (
        <div className={styles.actions}>
          <Button onPress={() => setDialog('return')}>
            <Undo2 size={16} aria-hidden />
            {t('approval.return')}
          </Button>
          <Button variant="primary" isDisabled={!isOpen(gate)} onPress={() => setDialog('sign')}>
            <Signature size={16} aria-hidden />
            {t('approval.sign')}
          </Button>
        </div>
      )}
      {dialog === 'submit' && <SubmitDialog onClose={close} />}
      {dialog === 'return' && <ReturnDialog onClose={close} />}
      <AlertDialog
        isOpen={dialog === 'sign'}
        onOpenChange={(open) => !open && close()}
        title={t('approval.signTitle')}
        confirm={t('approval.sign')}
        onConfirm={() => work.act('minutes.sign', { seen: work.store.getState().confirmed.version })}
      >
        <p>{t('approval.signText')}</p>
      </AlertDialog>
    </section>
  );
}
