import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { wordsFor } from '../api';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { Skeleton } from '../ui/Skeleton';
import type { Roster, Template } from '../wire';
import styles from './admin.module.css';
import { CreateForm } from './CreateForm';
import { carryOut, keep, kept, makeLinks, plan, seatsOf, type Creation, type Order } from './creation';
import { useLoad } from './useLoad';

type Progress = { state: 'form' } | { state: 'busy'; creation: Creation } | { state: 'stopped'; creation: Creation; error: unknown };

/** CreatePage makes a meeting from a form. What was begun and not finished is offered again. */
export function CreatePage({ seat }: { seat: string }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const rosters = useLoad<{ rosters: Roster[] }>('/api/rosters');
  const templates = useLoad<{ templates: Template[] }>('/api/templates');
  const [progress, setProgress] = useState<Progress>({ state: 'form' });
  const [left, setLeft] = useState(kept);

  const run = async (creation: Creation) => {
    let now = creation;
    keep(now);
    setProgress({ state: 'busy', creation: now });
    try {
      await carryOut(now, seat, (next) => {
        now = next;
        setProgress({ state: 'busy', creation: next });
      });
      await makeLinks(now.meeting, seat, seatsOf(now));
      keep(null);
      go(`/quan-tri/${encodeURIComponent(now.meeting)}/links`);
    } catch (error) {
      setProgress({ state: 'stopped', creation: now, error });
    }
  };
  const discard = () => {
    keep(null);
    setLeft(null);
    setProgress({ state: 'form' });
  };

  const failed = rosters.error ?? templates.error;
  const again = () => {
    rosters.again();
    templates.again();
  };
  return (
    <>
      <div className={styles.title}>
        <h1>{t('admin.create')}</h1>
      </div>
      {progress.state === 'form' && left && (
        <Banner
          tone="warn"
          action={
            <>
              <Button onPress={discard}>{t('admin.discard')}</Button>
              <Button variant="primary" onPress={() => void run(left)}>
                {t('admin.resume')}
              </Button>
            </>
          }
        >
          {t('admin.unfinished', { title: left.title })}
        </Banner>
      )}
      {progress.state === 'stopped' && (
        <Banner
          tone="danger"
          action={
            <>
              <Button onPress={discard}>{t('admin.discard')}</Button>
              <Button variant="primary" onPress={() => void run(progress.creation)}>
                {t('admin.resume')}
              </Button>
            </>
          }
        >
          {t('admin.stopped', { reason: wordsFor(progress.error, t) })}
        </Banner>
      )}
      {progress.state === 'busy' && (
        <div className={styles.progress} role="status">
          <progress max={progress.creation.steps.length} value={progress.creation.done} aria-label={t('admin.create')} />
          {t('admin.making', { done: progress.creation.done, all: progress.creation.steps.length })}
        </div>
      )}
      {progress.state === 'form' && failed !== null && failed !== undefined && (
        <Banner tone="danger" action={<Button onPress={again}>{t('app.retry')}</Button>}>
          {wordsFor(failed, t)}
        </Banner>
      )}
      {progress.state === 'form' && !failed && !(rosters.value && templates.value) && <Skeleton lines={8} />}
      {progress.state === 'form' && rosters.value && templates.value && (
        <CreateForm rosters={rosters.value.rosters} templates={templates.value.templates} onOrder={(order: Order) => void run(plan(order))} />
      )}
    </>
  );
}
