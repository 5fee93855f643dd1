import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ShareChoice } from './stage/shares';

/** How this person looks at the room: choices of the screen, not of the meeting. */
export interface View extends ShareChoice {
  layout: 'speaker' | 'grid';
  agendaOpen: boolean;
  panelOpen: boolean;
  /** The chair looks at the chair's page instead of the room. */
  cockpit: boolean;
  dialog: 'none' | 'settings' | 'shortcuts' | 'link' | 'room' | 'leave' | 'lobby' | 'board';
}

const remembered = 'giaoban.view';

/** createView makes the view of one page, with the columns as they were left on this machine. */
export function createView(): StoreApi<View> {
  const store = createStore<View>(() => ({ layout: 'speaker', shareSeat: null, dismissedShares: [], agendaOpen: true, panelOpen: true, cockpit: false, dialog: 'none', ...read() }));
  store.subscribe(({ layout, agendaOpen, panelOpen, cockpit }) => {
    try {
      localStorage.setItem(remembered, JSON.stringify({ layout, agendaOpen, panelOpen, cockpit }));
    } catch {
      // Private windows may refuse.
    }
  });
  return store;
}

function read(): Partial<View> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(remembered) ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    const { layout, agendaOpen, panelOpen, cockpit } = value as Record<string, unknown>;
    return {
      ...(layout === 'grid' || layout === 'speaker' ? { layout } : {}),
      ...(typeof agendaOpen === 'boolean' ? { agendaOpen } : {}),
      ...(typeof panelOpen === 'boolean' ? { panelOpen } : {}),
      ...(typeof cockpit === 'boolean' ? { cockpit } : {}),
    };
  } catch {
    return {};
  }
}

const ViewContext = createContext<StoreApi<View> | null>(null);

/** ViewProvider hands the page's view to everything below it. */
export const ViewProvider = ViewContext.Provider;

/** useViewApi is the view itself, for handlers. */
export function useViewApi(): StoreApi<View> {
  const view = useContext(ViewContext);
  if (!view) throw new Error('useViewApi outside ViewProvider');
  return view;
}

/** useView reads a part of the view. */
export function useView<T>(select: (view: View) => T): T {
  return useStore(useViewApi(), select);
}
