import { ListOrdered } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState';

/** AgendaColumn is the agenda with its timers and the queue of speakers. On a phone it is a tab. */
export function AgendaColumn() {
  const { t } = useTranslation();
  return <EmptyState icon={<ListOrdered aria-hidden />} title={t('meeting.noAgenda')} text={t('meeting.noAgendaText')} />;
}
