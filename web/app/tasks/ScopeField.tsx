import { X } from 'lucide-react';
import { useState } from 'react';
import { Radio, RadioGroup, Label } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { uuid7 } from '../ids';
import { useWork, useWorkApi } from '../meeting/work';
import type { Scope } from '../state';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import type { ScopeForm } from './scopeForm';
import styles from './tasks.module.css';
import { UnitTicks } from './UnitTicks';

const kinds: readonly Scope['kind'][] = ['all', 'group', 'ticked', 'except'];

/** ScopeField chooses the units of an assignment: all, a saved group, ticked ones, or all but some with the reason why. */
export function ScopeField({ form, onChange }: { form: ScopeForm; onChange: (form: ScopeForm) => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { units, host, groups } = useWork(({ meeting }) => ({ units: meeting.units, host: meeting.host, groups: meeting.groups }));
  const [name, setName] = useState('');
  const set = (change: Partial<ScopeForm>) => onChange({ ...form, ...change });
  const saveGroup = () => {
    const id = uuid7();
    work.act('group.save', { group: { id, name: name.trim(), units: [...form.ticked] } });
    setName('');
    set({ kind: 'group', group: id });
  };
  return (
    <div className={styles.stack}>
      <RadioGroup value={form.kind} onChange={(kind) => set({ kind: kind as Scope['kind'] })} className={styles.scope ?? ''}>
        <Label className={styles.label ?? ''}>{t('tasks.scope')}</Label>
        <div className={styles.radios}>
          {kinds.map((kind) => (
            <Radio key={kind} value={kind} className={styles.radio ?? ''}>
              {kind === 'all' ? t('tasks.scopes.all', { count: units.length }) : t(`tasks.scopes.${kind}`)}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      {form.kind === 'group' &&
        (groups.length === 0 ? (
          <p className={styles.note}>{t('tasks.noGroups')}</p>
        ) : (
          <div className={styles.groupRow}>
            <Select
              label={t('tasks.group')}
              choices={groups.map((group) => ({ id: group.id, text: group.name, detail: t('tasks.units', { count: group.units.length }) }))}
              value={form.group}
              onChange={(group) => set({ group })}
            />
            {form.group && (
              <IconButton
                label={t('tasks.removeGroup')}
                onPress={() => {
                  if (form.group) work.act('group.remove', { group: form.group });
                  set({ group: null });
                }}
              >
                <X size={18} aria-hidden />
              </IconButton>
            )}
          </div>
        ))}
      {form.kind === 'ticked' && (
        <>
          <UnitTicks label={t('tasks.toUnits')} units={[host, ...units]} value={form.ticked} onChange={(ticked) => set({ ticked })} />
          <div className={styles.groupRow}>
            <TextField label={t('tasks.groupName')} value={name} onChange={setName} placeholder={t('tasks.groupNameHint')} maxLength={120} />
            <Button isDisabled={name.trim() === '' || form.ticked.size === 0} onPress={saveGroup}>
              {t('tasks.saveGroup')}
            </Button>
          </div>
        </>
      )}
      {form.kind === 'except' && (
        <>
          <UnitTicks label={t('tasks.exceptUnits')} units={units} value={form.except} onChange={(except) => set({ except })} />
          <TextField label={t('tasks.exceptReason')} value={form.reason} onChange={(reason) => set({ reason })} maxLength={500} isRequired />
        </>
      )}
    </div>
  );
}
