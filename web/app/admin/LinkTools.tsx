import { Copy, Download, Link2, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertDialog } from '../ui/AlertDialog';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';
import styles from './admin.module.css';
import { asCsv, asTable, saveFile, type LinkRow } from './linkTable';

/** LinkTools finds a seat, hands out all links at once, or makes them anew after asking. */
export function LinkTools({
  meeting,
  heads,
  rows,
  find,
  onFind,
  onCopy,
  onRenew,
}: {
  meeting: string;
  heads: readonly string[];
  rows: readonly LinkRow[];
  find: string;
  onFind: (text: string) => void;
  onCopy: (text: string) => void;
  onRenew: () => void;
}) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const linked = rows.filter((row) => row.url);
  const none = linked.length === 0;
  return (
    <div className={styles.tools}>
      <TextField label={t('admin.find')} labelHidden placeholder={t('admin.find')} value={find} onChange={onFind} />
      <Button isDisabled={none} onPress={() => onCopy(asTable(heads, linked))}>
        <Copy size={16} aria-hidden />
        {t('admin.copyAll')}
      </Button>
      <Button isDisabled={none} onPress={() => saveFile(`${meeting}.csv`, asCsv(heads, linked))}>
        <Download size={16} aria-hidden />
        {t('admin.copyCsv')}
      </Button>
      <Button isDisabled={none} onPress={() => window.print()}>
        <Printer size={16} aria-hidden />
        {t('admin.print')}
      </Button>
      <Button variant={none ? 'primary' : 'secondary'} isDisabled={rows.length === 0} onPress={() => setAsking(true)}>
        <Link2 size={16} aria-hidden />
        {t('admin.makeLinks')}
      </Button>
      <AlertDialog isOpen={asking} onOpenChange={setAsking} title={t('admin.makeLinksTitle')} confirm={t('admin.makeLinks')} danger onConfirm={onRenew}>
        <p>{t('admin.makeLinksText')}</p>
      </AlertDialog>
    </div>
  );
}
