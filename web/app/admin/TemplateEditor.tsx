import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agendaText, parseAgenda } from '../prepare/agendaText';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';
import type { ItemDraft, Template } from '../wire';
import styles from './admin.module.css';

/** TemplateEditor changes a saved agenda as text, one item to a line; what was understood stands below. Items whose title stays keep their kind and who leads them. */
export function TemplateEditor({ template, onSave, onClose }: { template: Template; onSave: (template: Pick<Template, 'id' | 'title' | 'items'>) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const [title, setTitle] = useState(template.title);
  const [text, setText] = useState(() => agendaText(template.items));
  const items = useMemo(
    () =>
      parseAgenda(text).map(({ title: said, kind, minutes, presenter }): ItemDraft => {
        const before = template.items.find((one) => one.title === said) ?? { title: said, kind, lead: 'host' };
        return { ...before, minutes, presenter };
      }),
    [text, template.items],
  );
  return (
    <Dialog
      isOpen
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t('prepare.template.edit')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={title.trim() === '' || items.length === 0}
            onPress={() => {
              onSave({ id: template.id, title, items });
              close();
            }}
          >
            {t('agenda.save')}
          </Button>
        </>
      )}
    >
      <div className={styles.editor}>
        <TextField label={t('prepare.template.name')} value={title} onChange={setTitle} maxLength={300} isRequired />
        <TextField label={t('prepare.paste.text')} hint={t('prepare.paste.hint')} rows={8} value={text} onChange={setText} maxLength={20_000} />
        <ol className={styles.preview}>
          {items.map((item, n) => (
            // oxlint-disable-next-line react/no-array-index-key -- a line of a text has no other name
            <li key={n}>
              {item.title} <span className={styles.muted}>{[t(`agenda.kinds.${item.kind}`), t('agenda.minutes', { minutes: item.minutes }), item.presenter].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ol>
      </div>
    </Dialog>
  );
}
