import { FileText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState';
import { Tabs } from '../ui/Tabs';
import type { TabContents } from '../ui/Tabs';

/** Panel is the right column: minutes, delegates, tasks. `extra` are further tabs in front, which a phone needs for the agenda. */
export function Panel({ extra = [] }: { extra?: readonly TabContents[] }) {
  const { t } = useTranslation();
  const minutes: TabContents = {
    id: 'minutes',
    text: t('work.minutes'),
    contents: <EmptyState icon={<FileText aria-hidden />} title={t('meeting.noPanel')} text={t('meeting.noPanelText')} />,
  };
  return <Tabs label={t('meeting.tabs')} tabs={[minutes, ...extra]} />;
}
