import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsFor } from '../api';
import { uuid7 } from '../ids';
import { useMeeting } from '../meeting/store';
import { useWork, useWorkApi } from '../meeting/work';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Select } from '../ui/Select';
import { Skeleton } from '../ui/Skeleton';
import type { Template } from '../wire';
import { ItemTicks } from './ItemTicks';
import { meetingPath, useFetched } from './useFetched';
import styles from './prepare.module.css';

/** TemplateDialog adds the items of a template, those that are ticked. */
export function TemplateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const me = useMeeting((store) => store.me);
  const units = useWork(({ meeting }) => meeting.units);
  const { value, error } = useFetched<{ templates: Template[] }>(meetingPath(me, 'templates'));
  const templates = value?.templates.filter((one) => one.items.length > 0) ?? [];
  const [id, setId] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const items = (templates.find((one) => one.id === id) ?? templates[0])?.items ?? [];
  const chosen = items.filter((_, n) => !left.has(n));
  const add = (close: () => void) => {
    for (const item of chosen) work.act('item.add', { item: uuid7(), ...item, lead: item.lead === 'host' || units.some((unit) => unit.id === item.lead) ? item.lead : '' });
    close();
  };
  return (
    <Dialog
      isOpen
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t('prepare.template.take')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={chosen.length === 0} onPress={() => add(close)}>
            {t('prepare.paste.add', { count: chosen.length })}
          </Button>
        </>
      )}
    >
      <div className={styles.form}>
        {error !== null && <Banner tone="danger">{wordsFor(error, t)}</Banner>}
        {!value && error === null && <Skeleton lines={4} />}
        {templates.length > 0 && (
          <>
            <Select
              label={t('prepare.template.which')}
              choices={templates.map((one) => ({ id: one.id, text: one.title }))}
              value={id ?? templates[0]?.id ?? null}
              onChange={(next) => {
                setId(next);
                setLeft(new Set());
              }}
            />
            <ItemTicks label={t('prepare.paste.preview')} items={items} left={left} onChange={setLeft} />
          </>
        )}
      </div>
    </Dialog>
  );
}
