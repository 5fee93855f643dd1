import { Activity, CalendarDays, CalendarPlus, LayoutTemplate, Link2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { wordsFor } from '../api';
import { ddmmyyyy, hhmm } from '../ui/clock';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { buttonClass } from '../ui/buttonLook';
import { Chip, type Tone } from '../ui/Chip';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import type { Status } from '../state';
import type { MeetingHead } from '../wire';
import styles from './admin.module.css';
import { useLoad } from './useLoad';

const tones: { readonly [S in Status]: Tone } = { '': 'warn', draft: 'plain', published: 'brand', running: 'danger', closed: 'ok' };

/** MeetingList shows all meetings, newest change first, and the way to a new one. */
export function MeetingList() {
  const { t } = useTranslation();
  const { value, error, again } = useLoad<{ meetings: MeetingHead[] }>('/api/meetings');
  const create = (
    <Link href="/quan-tri/tao" className={buttonClass({ variant: 'primary' })}>
      <CalendarPlus size={18} aria-hidden />
      {t('admin.create')}
    </Link>
  );
  const meetings = value?.meetings.filter((meeting) => meeting.id !== 'directory') ?? [];
  return (
    <>
      <div className={styles.title}>
        <h1>{t('admin.meetings')}</h1>
        {meetings.length > 0 && (
          <div className={styles.titleTools}>
            <Link href="/quan-tri/lich" className={buttonClass({})}>
              <CalendarDays size={18} aria-hidden />
              {t('admin.calendar.title')}
            </Link>
            <Link href="/quan-tri/mau" className={buttonClass({})}>
              <LayoutTemplate size={18} aria-hidden />
              {t('prepare.template.list')}
            </Link>
            {create}
          </div>
        )}
      </div>
      {error !== null && (
        <Banner tone="danger" action={<Button onPress={again}>{t('app.retry')}</Button>}>
          {wordsFor(error, t)}
        </Banner>
      )}
      {!value && error === null && <Skeleton lines={5} />}
      {value && meetings.length === 0 && <EmptyState icon={<CalendarPlus aria-hidden />} title={t('admin.empty')} text={t('admin.emptyText')} action={create} />}
      {meetings.length > 0 && (
        <ul className={styles.cards}>
          {meetings.map((meeting) => (
            <li key={meeting.id} className={styles.card}>
              <div className={styles.cardMain}>
                <h2 className={styles.cardTitle}>{meeting.title || meeting.id}</h2>
                <p className={styles.facts}>
                  <span>
                    {hhmm(meeting.starts_at)}, {ddmmyyyy(meeting.starts_at)}
                  </span>
                  <span>{t('tasks.units', { count: meeting.units })}</span>
                </p>
              </div>
              <Chip tone={tones[meeting.status] ?? 'plain'} dot={meeting.status === 'running'}>
                {t(`admin.statuses.${meeting.status || 'none'}`)}
              </Chip>
              {meeting.status === 'running' && (
                <Link href={`/quan-tri/${encodeURIComponent(meeting.id)}/phong`} className={buttonClass({})} aria-label={t('room.of', { title: meeting.title })}>
                  <Activity size={16} aria-hidden />
                  {t('room.short')}
                </Link>
              )}
              <Link href={`/quan-tri/${encodeURIComponent(meeting.id)}/links`} className={buttonClass({})} aria-label={t('admin.linksOf', { title: meeting.title })}>
                <Link2 size={16} aria-hidden />
                {t('admin.links')}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
