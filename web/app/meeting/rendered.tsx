import i18next from 'i18next';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import vi from '../i18n/vi.json';
import workVi from '../i18n/work.vi.json';
import type { Role } from '../session';
import { emptyMeeting, type Meeting } from '../state';
import { createMeetingStore, MeetingStoreProvider } from './store';
import { createView, ViewProvider, type View } from './viewContext';
import { workOf } from './work';

/** rendered is the page that a component writes for a seat while the meeting stands so, in Vietnamese. For tests: it needs no browser and runs no effects. */
export async function rendered(node: ReactNode, meeting: Partial<Meeting>, role: Role = 'chair', view: Partial<View> = {}): Promise<string> {
  await i18next.use(initReactI18next).init({ lng: 'vi', resources: { vi: { translation: { ...vi, ...workVi } } }, interpolation: { escapeValue: false } });
  const store = createMeetingStore({ meeting: 'm1', seat: role, role, unit: '', name: '', post: '', people: 1 });
  const work = workOf(store);
  const state = { ...emptyMeeting('m1'), ...meeting };
  work.store.setState({ meeting: state, confirmed: state, synced: true });
  const { status } = state;
  store.setState({ meeting: status === '' ? null : { ...state, status }, connection: { state: 'open' } });
  const looks = createView();
  looks.setState(view);
  // On a server React reads the state that a store began with.
  work.store.getInitialState = work.store.getState;
  store.getInitialState = store.getState;
  looks.getInitialState = looks.getState;
  return renderToStaticMarkup(
    <MeetingStoreProvider value={store}>
      <ViewProvider value={looks}>{node}</ViewProvider>
    </MeetingStoreProvider>,
  );
}
