import { LayoutTemplate, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { call, wordsFor } from '../api';
import { uuid7 } from '../ids';
import { AlertDialog } from '../ui/AlertDialog';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { buttonClass } from '../ui/buttonLook';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import type { Template } from '../wire';
import styles from './admin.module.css';
import { TemplateEditor } from './TemplateEditor';
import { useLoad } from './useLoad';

/** TemplatesPage is where saved agendas are changed and removed. */
export function TemplatesPage({ seat }: { seat: string }) {
  const { t } = useTranslation();
  const { value, error, again } = useLoad<{ templates: Template[] }>('/api/templates');
  const [edited, setEdited] = useState<Template | null>(null);
  const [removed, setRemoved] = useState<Template | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const saved = value?.templates.filter((one) => one.saved) ?? [];
  const give = (type: 'template.save' | 'template.remove', data: unknown) =>
    call(`/api/meetings/directory/commands?seat=${encodeURIComponent(seat)}`, { body: { id: uuid7(), type, data } }).then(
      () => {
        setFault(null);
        again();
      },
      (refused: unknown) => setFault(refused),
    );
  return (
    <>
      <div className={styles.title}>
        <h1>{t('prepare.template.list')}</h1>
        <Link href="/quan-tri" className={buttonClass({})}>
          {t('admin.back')}
        </Link>
      </div>
      {(error ?? fault) !== null && <Banner tone="danger">{wordsFor(error ?? fault, t)}</Banner>}
      {!value && error === null && <Skeleton lines={3} />}
      {value && saved.length === 0 && <EmptyState icon={<LayoutTemplate aria-hidden />} title={t('prepare.template.none')} />}
      <ul className={styles.cards}>
        {saved.map((one) => (
          <li key={one.id} className={styles.card}>
            <div className={styles.cardMain}>
              <h2 className={styles.cardTitle}>{one.title}</h2>
              <p className={styles.facts}>{t('admin.templateItems', { count: one.items.length, minutes: one.items.reduce((sum, item) => sum + item.minutes, 0) })}</p>
            </div>
            <Button onPress={() => setEdited(one)} aria-label={t('prepare.template.editOf', { title: one.title })}>
              <Pencil size={16} aria-hidden />
              {t('prepare.template.edit')}
            </Button>
            <Button variant="quiet" icon onPress={() => setRemoved(one)} aria-label={t('prepare.template.removeTitle', { title: one.title })}>
              <Trash2 size={16} aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      {edited && <TemplateEditor template={edited} onSave={(template) => void give('template.save', { template })} onClose={() => setEdited(null)} />}
      <AlertDialog
        isOpen={removed !== null}
        onOpenChange={(open) => !open && setRemoved(null)}
        title={t('prepare.template.removeTitle', { title: removed?.title ?? '' })}
        confirm={t('prepare.template.remove')}
        danger
        onConfirm={() => removed && void give('template.remove', { template: removed.id })}
      >
        {t('prepare.template.removeText')}
      </AlertDialog>
    </>
  );
}
