import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { withWords } from './i18n';
import { Route, Switch } from 'wouter';
import { ErrorBoundary } from './ErrorBoundary';
import { MeetingGate } from './join/MeetingGate';
import { Notice } from './ui/Notice';

const LobbyGate = lazy(() => withWords(import('./join/LobbyGate')).then((module) => ({ default: module.LobbyGate })));
const AdminGate = lazy(() => withWords(import('./admin/AdminGate')).then((module) => ({ default: module.AdminGate })));

const SearchGate = lazy(() => withWords(import('./search/SearchGate')).then((module) => ({ default: module.SearchGate })));

/** App chooses the page: a seat's meeting, the administrator's pages, or a word of advice. */
export function App() {
  const { t } = useTranslation();
  return (
    <ErrorBoundary>
      <Suspense fallback={<Notice title={t('app.loading')} busy />}>
        <Switch>
          <Route path="/hop/:meeting/khach">{({ meeting }) => <LobbyGate key={meeting} meeting={meeting} />}</Route>
          <Route path="/hop/:meeting/:seat">{({ meeting, seat }) => <MeetingGate key={`${meeting} ${seat}`} meeting={meeting} seat={seat} />}</Route>
          <Route path="/hop/:meeting/:seat/tim">{({ meeting, seat }) => <SearchGate meeting={meeting} seat={seat} />}</Route>
          <Route path="/hop/:meeting/:seat/man-hinh">{({ meeting, seat }) => <MeetingGate key={`${meeting} ${seat}`} meeting={meeting} seat={seat} wall />}</Route>
          <Route path="/quan-tri/*?">
            <AdminGate />
          </Route>
          <Route path="/">
            <Notice title={t('app.tipTitle')} text={t('app.tip')} />
          </Route>
          <Route>
            <Notice title={t('app.notFound')} text={t('app.tip')} />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}
