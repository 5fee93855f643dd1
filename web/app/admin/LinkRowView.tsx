import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button';
import styles from './admin.module.css';
import type { LinkRow } from './linkTable';

/** LinkRowView is one seat's row, its person under its unit: the address can be copied, or made where the server does not know it any more. */
export function LinkRowView({ row, onCopy, onMake }: { row: LinkRow; onCopy: () => void; onMake: () => void }) {
  const { t } = useTranslation();
  const name = row.unit || row.name;
  return (
    <tr>
      <th scope="row">
        {name}
        {row.name && row.name !== name && <span className={styles.who}>{row.name}</span>}
      </th>
      <td>{row.role}</td>
      <td>
        <div className={styles.linkCell}>
          {row.url ? (
            <>
              <code className={styles.url}>{row.url}</code>
              <Button size="small" aria-label={t('admin.copyOf', { name })} onPress={onCopy}>
                <Copy size={14} aria-hidden />
                {t('delegates.copy')}
              </Button>
            </>
          ) : (
            <Button size="small" aria-label={`${t('admin.makeOne')}: ${name}`} onPress={onMake}>
              {t('admin.makeOne')}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}
