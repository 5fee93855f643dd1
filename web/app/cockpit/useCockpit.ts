import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { nextItem } from '../agenda/timing';
import { useRoomMedia } from '../meeting/roomContext';
import { useWork, useWorkApi } from '../meeting/work';
import { nextSpeaker } from '../queue/order';
import { toast } from '../ui/Toast';
import { useViewApi } from '../meeting/viewContext';
import { cockpitActionOf, type CockpitAction } from './keys';

/** What a key will do now, in the meeting's words; `run` is null when there is nothing to do. */
export interface Deed {
  /** The name of its word in the catalogue. */
  word: 'open' | 'nextItem' | 'endItem' | 'close' | 'nextSpeaker' | 'pause' | 'resume' | 'conclusion' | 'muteAll' | 'escape';
  /** Whom or what it is about: an item's title, a unit. */
  about: string;
  run: (() => void) | null;
}

/** The chair's page: its six deeds, the field of the conclusion, and whether the close is being asked about. */
export interface CockpitState {
  deeds: Record<CockpitAction, Deed>;
  conclusion: RefObject<HTMLTextAreaElement | null>;
  closing: boolean;
  setClosing: (closing: boolean) => void;
}

/** useCockpit knows what each key would do now and listens to the keys. */
export function useCockpit(unit: (id: string) => string): CockpitState {
  const { t } = useTranslation();
  const work = useWorkApi();
  const view = useViewApi();
  const { room } = useRoomMedia();
  const conclusion = useRef<HTMLTextAreaElement>(null);
  const [closing, setClosing] = useState(false);
  const meeting = useWork((state) => state.meeting);
  const deeds = useMemo((): Record<CockpitAction, Deed> => {
    const running = meeting.status === 'running';
    const speaker = nextSpeaker(meeting);
    const floor = meeting.requests.find((request) => request.id === meeting.floor);
    return {
      nextItem: itemDeed(),
      nextSpeaker: {
        word: 'nextSpeaker',
        about: speaker ? unit(speaker.unit) : '',
        run: running && speaker ? () => work.act('floor.call', { request: speaker.id }) : null,
      },
      pause: {
        word: floor?.paused_at ? 'resume' : 'pause',
        about: floor ? unit(floor.unit) : '',
        run: running && floor ? () => work.act(floor.paused_at ? 'floor.resume' : 'floor.pause', { request: floor.id }) : null,
      },
      conclusion: { word: 'conclusion', about: '', run: () => conclusion.current?.focus() },
      muteAll: {
        word: 'muteAll',
        about: '',
        run: () => {
          room.muteAll();
          toast({ text: t('bar.mutedAll') });
        },
      },
      escape: { word: 'escape', about: '', run: () => (document.activeElement === conclusion.current ? conclusion.current?.blur() : view.setState({ cockpit: false })) },
    };

    function itemDeed(): Deed {
      const current = meeting.items.find((item) => item.id === meeting.current);
      const next = nextItem(meeting);
      if (meeting.status === 'draft' || meeting.status === 'published') return { word: 'open', about: '', run: meeting.items.length > 0 ? () => work.act('meeting.open', {}) : null };
      if (!running) return { word: 'nextItem', about: '', run: null };
      if (next) return { word: 'nextItem', about: next.title, run: () => work.act('item.start', { item: next.id }) };
      if (current) return { word: 'endItem', about: current.title, run: () => work.act('item.end', { item: current.id }) };
      return { word: 'close', about: '', run: () => setClosing(true) };
    }
  }, [meeting, room, t, unit, view, work]);
  useKeys(deeds);
  return { deeds, conclusion, closing, setClosing };
}

function useKeys(deeds: Record<CockpitAction, Deed>): void {
  const latest = useRef(deeds);
  useEffect(() => {
    latest.current = deeds;
  });
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const action = cockpitActionOf(event);
      // Esc closes what is open first: windows and menus are marked as such, the read-back too.
      if (!action || event.defaultPrevented || (action === 'escape' && document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [data-readback]'))) return;
      event.preventDefault();
      if (!event.repeat) latest.current[action].run?.();
    };
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, []);
}
