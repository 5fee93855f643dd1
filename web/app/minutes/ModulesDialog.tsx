import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lineKinds, useWork, useWorkApi } from '../meeting/work';
import type { TextModule } from '../state';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { IconButton } from '../ui/IconButton';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import type { LineKind } from '../wire';
import { isShipped, modulesOf, readWord } from './modules';
import styles from './modules.module.css';

const anyKind = '-';

/** ModulesDialog lists the text modules of the meeting and lets staff change, add and take them away. */
export function ModulesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const saved = useWork(({ meeting }) => meeting.modules) ?? [];
  const [edited, setEdited] = useState<TextModule | null>(null);
  const own = (word: string) => saved.some((module) => module.word === word);
  if (edited) return <ModuleForm module={edited} onClose={() => setEdited(null)} />;
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      wide
      title={t('modules.title')}
      actions={(close) => (
        <>
          <Button onPress={() => setEdited({ word: '', title: '', text: '' })}>
            <Plus size={16} aria-hidden />
            {t('modules.add')}
          </Button>
          <Button variant="primary" onPress={close}>
            {t('app.close')}
          </Button>
        </>
      )}
    >
      <p className={styles.note}>{t('modules.about')}</p>
      <ul className={styles.list}>
        {modulesOf(saved).map((module) => (
          <li key={module.word} className={styles.module}>
            <div className={styles.words}>
              <p>
                <code className={styles.word}>/{module.word}</code> <strong>{module.title}</strong>
              </p>
              <p className={styles.text}>{module.text}</p>
            </div>
            <IconButton label={t('modules.editOf', { title: module.title })} size="small" onPress={() => setEdited(module)}>
              <Pencil size={14} aria-hidden />
            </IconButton>
            {own(module.word) && (
              <IconButton label={t(isShipped(module.word) ? 'modules.resetOf' : 'modules.removeOf', { title: module.title })} size="small" onPress={() => work.act('module.remove', { word: module.word })}>
                <Trash2 size={14} aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function ModuleForm({ module, onClose }: { module: TextModule; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [form, setForm] = useState({ word: module.word, title: module.title, kind: module.kind ?? anyKind, text: module.text });
  const word = readWord(form.word);
  const ready = word !== null && form.title.trim() !== '' && form.text.trim() !== '';
  const save = () => {
    if (!ready) return;
    const kind = form.kind === anyKind ? {} : { kind: form.kind as LineKind };
    work.act('module.save', { module: { word, title: form.title.trim(), ...kind, text: form.text.normalize('NFC').trim() } });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      wide
      title={module.word ? t('modules.editOf', { title: module.title }) : t('modules.add')}
      actions={() => (
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={!ready} onPress={save}>
            {t('minutes.save')}
          </Button>
        </>
      )}
    >
      <div className={styles.form}>
        <TextField
          label={t('modules.word')}
          hint={t('modules.wordHint')}
          error={form.word !== '' && word === null ? t('modules.badWord') : undefined}
          value={form.word}
          onChange={(typed) => setForm({ ...form, word: typed })}
          isReadOnly={module.word !== ''}
          maxLength={21}
          isRequired
        />
        <TextField label={t('modules.name')} value={form.title} onChange={(title) => setForm({ ...form, title })} maxLength={120} isRequired />
        <Select
          label={t('modules.kind')}
          choices={[{ id: anyKind, text: t('modules.anyKind') }, ...lineKinds.map((id) => ({ id, text: t(`minutes.kinds.${id}`) }))]}
          value={form.kind}
          onChange={(kind) => setForm({ ...form, kind })}
        />
        <TextField label={t('modules.text')} hint={t('modules.textHint')} rows={5} value={form.text} onChange={(text) => setForm({ ...form, text })} maxLength={2000} isRequired />
      </div>
    </Dialog>
  );
}
