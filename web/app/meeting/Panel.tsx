import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { TalkPanel } from '../chat/TalkPanel';
import { DelegatesPanel } from '../delegates/DelegatesPanel';
import { turnout } from '../delegates/sites';
import { MinutesPanel } from '../minutes/MinutesPanel';
import { PreparePanel } from '../prepare/PreparePanel';
import { standing } from '../tasks/fate';
import { TasksPanel } from '../tasks/TasksPanel';
import { Tabs, type TabContents } from '../ui/Tabs';
import { narrow, useMedia, wide } from '../ui/useMedia';
import { AgendaColumn } from './AgendaColumn';
import { useMeeting } from './store';
import { useWork, useWorkApi } from './work';

/** Panel is the right column: minutes, tasks, delegates. `extra` are further tabs in front, which a phone needs for the agenda. */
export function Panel({ extra = [] }: { extra?: readonly TabContents[] }) {
  const { t } = useTranslation();
  const here = useWork(({ meeting }) => turnout(meeting).present);
  const tasks = useWork(({ meeting }) => standing(meeting).reduce((sum, one) => sum + one.tasks.length, 0));
  const guest = useMeeting((store) => store.me.role === 'guest');
  const waiting = useWork(({ meeting }) => meeting.submissions?.filter((paper) => paper.state === 'submitted').length);
  const closed = useWork(({ meeting }) => meeting.status === 'closed');
  // Between phone and desktop the agenda is one line over the stage; the whole of it, and the queue, are a tab here.
  const [phone, desktop] = [useMedia(narrow), useMedia(wide)];
  const agenda: TabContents[] = phone || desktop ? [] : [{ id: 'agenda', text: t('meeting.agendaTab'), contents: <AgendaColumn /> }];
  const [tab, setTab] = useState('minutes');
  const unread = useUnread(tab === 'chat');
  // When the meeting ends, the tasks are what everybody came for.
  useEffect(() => {
    if (closed) setTab('tasks');
  }, [closed]);
  const tabs: TabContents[] = [
    { id: 'minutes', text: t('minutes.title'), contents: <MinutesPanel /> },
    ...agenda,
    ...extra,
    { id: 'tasks', text: t('tasks.title'), count: tasks, contents: <TasksPanel /> },
    ...(guest ? [] : [{ id: 'prepare', text: t('prepare.tab'), count: waiting, contents: <PreparePanel /> }]),
    { id: 'delegates', text: t('delegates.title'), count: here, contents: <DelegatesPanel /> },
    { id: 'chat', text: t('chat.title'), count: unread, contents: <TalkPanel /> },
  ];
  return <Tabs label={t('meeting.tabs')} tabs={tabs} value={tabs.some((one) => one.id === tab) ? tab : 'minutes'} onChange={setTab} />;
}

/** Messages that came while the chat was not on screen. */
function useUnread(shown: boolean): number {
  const heard = useStore(useWorkApi().chat.store, (chat) => chat.heard);
  const [seen, setSeen] = useState(0);
  useEffect(() => {
    if (shown) setSeen(heard);
  }, [shown, heard]);
  return shown ? 0 : heard - seen;
}
