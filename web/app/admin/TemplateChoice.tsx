import { Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Template } from '../wire';
import styles from './admin.module.css';

/** The id of the blank page, where the server has no empty template of its own. */
export const blank = '';

/** TemplateChoice is the agenda to begin with; a blank page is always among them. */
export function TemplateChoice({ templates, value, onChange }: { templates: readonly Template[]; value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation();
  const choices: readonly Template[] = templates.some((one) => one.items.length === 0) ? templates : [...templates, { id: blank, title: t('admin.blank'), items: [] }];
  return (
    <section className={styles.section}>
      <h2>{t('admin.template')}</h2>
      <RadioGroup aria-label={t('admin.template')} value={value} onChange={onChange} className={styles.templates ?? ''}>
        {choices.map((one) => (
          <Radio key={one.id} value={one.id} className={styles.template ?? ''}>
            <strong>{one.title}</strong>
            <span className={styles.muted}>
              {one.items.length === 0
                ? t('admin.blankText')
                : t('admin.templateItems', { count: one.items.length, minutes: one.items.reduce((sum, item) => sum + item.minutes, 0) })}
            </span>
          </Radio>
        ))}
      </RadioGroup>
    </section>
  );
}
