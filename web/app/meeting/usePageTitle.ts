import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../session';
import { onTick } from '../ui/ticker';
import { pageTitle } from './pageTitle';
import { useWorkApi } from './work';

/** usePageTitle keeps the window's title for as long as the room is on screen. The clock in it is written to the document, never to React's state. */
export function usePageTitle(session: Session): void {
  const { t } = useTranslation();
  const work = useWorkApi();
  useEffect(() => {
    const end = onTick(() => {
      const { meeting } = work.store.getState();
      const text = pageTitle(meeting.title ? meeting : { ...meeting, title: session.title }, work.now(), (key, values) => t(key, { ...values }));
      if (document.title !== text) document.title = text;
    });
    return () => {
      end();
      document.title = t('app.name');
    };
  }, [session.title, t, work]);
}
