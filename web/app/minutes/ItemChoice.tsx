import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWork } from '../meeting/work';
import { Button } from '../ui/Button';
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../ui/Menu';
import styles from './composer.module.css';

const following = '-';
const general = '0';

/** ItemChoice says under which item the line is written: the current one, unless another is chosen. `value` is null while it follows. */
export function ItemChoice({ value, effective, onChange }: { value: string | null; effective: string; onChange: (item: string | null) => void }) {
  const { t } = useTranslation();
  const items = useWork(({ meeting }) => meeting.items);
  const at = items.findIndex((item) => item.id === effective);
  const words = at < 0 ? t('minutes.general') : t('composer.item', { number: at + 1 });
  return (
    <MenuTrigger>
      <Button size="small" className={styles.chip ?? ''} aria-label={t('composer.chooseItem', { item: at < 0 ? words : `${at + 1}. ${items[at]?.title}` })}>
        {words}
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Menu aria-label={t('composer.items')} placement="top start">
        <MenuSection
          title={t('composer.items')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[value === null ? following : value || general]}
          onSelectionChange={(keys) =>
            keys !== 'all' && [...keys].forEach((key) => onChange(key === following ? null : key === general ? '' : String(key)))
          }
        >
          <MenuItem id={following} text={t('composer.follow')} />
          {items.map((item, n) => (
            <MenuItem key={item.id} id={item.id} text={`${n + 1}. ${item.title}`} {...(item.internal ? { detail: t('agenda.internal') } : {})} />
          ))}
          <MenuItem id={general} text={t('minutes.general')} />
        </MenuSection>
      </Menu>
    </MenuTrigger>
  );
}
