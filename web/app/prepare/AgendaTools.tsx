import { ClipboardPaste, EllipsisVertical, History, LayoutTemplate, Save } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWork } from '../meeting/work';
import { Button } from '../ui/Button';
import { Menu, MenuItem, MenuTrigger } from '../ui/Menu';
import { CarryDialog } from './CarryDialog';
import { PasteDialog } from './PasteDialog';
import { SaveTemplateDialog } from './SaveTemplateDialog';
import { TemplateDialog } from './TemplateDialog';

type Window = 'paste' | 'template' | 'carry' | 'save';

/** AgendaTools are the ways to an agenda other than writing it item by item. */
export function AgendaTools() {
  const { t } = useTranslation();
  const empty = useWork(({ meeting }) => meeting.items.length === 0);
  const [window, setWindow] = useState<Window | null>(null);
  const close = () => setWindow(null);
  return (
    <>
      <MenuTrigger>
        <Button variant="quiet" size="small" icon aria-label={t('prepare.tools')}>
          <EllipsisVertical size={18} aria-hidden />
        </Button>
        <Menu aria-label={t('prepare.tools')} placement="bottom end">
          <MenuItem icon={<History size={16} aria-hidden />} text={t('prepare.carry.title')} onAction={() => setWindow('carry')} />
          <MenuItem icon={<ClipboardPaste size={16} aria-hidden />} text={t('prepare.paste.title')} onAction={() => setWindow('paste')} />
          <MenuItem icon={<LayoutTemplate size={16} aria-hidden />} text={t('prepare.template.take')} onAction={() => setWindow('template')} />
          {!empty && <MenuItem icon={<Save size={16} aria-hidden />} text={t('prepare.template.save')} onAction={() => setWindow('save')} />}
        </Menu>
      </MenuTrigger>
      {window === 'paste' && <PasteDialog onClose={close} />}
      {window === 'template' && <TemplateDialog onClose={close} />}
      {window === 'carry' && <CarryDialog onClose={close} />}
      {window === 'save' && <SaveTemplateDialog onClose={close} />}
    </>
  );
}
