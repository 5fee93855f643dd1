import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { LocalMedia, LocalState } from '../media/local';
import type { MediaRoom } from '../media/room';
import type { RoomState } from '../media/roomState';
import type { Wishes } from '../media/wishes';

/** The media of one open page. */
export interface RoomMedia {
  room: MediaRoom;
  local: LocalMedia;
  wishes: Wishes;
}

const RoomContext = createContext<RoomMedia | null>(null);

/** RoomMediaProvider hands the page's media to everything below it. */
export const RoomMediaProvider = RoomContext.Provider;

/** useRoomMedia is the media itself, for handlers and effects. */
export function useRoomMedia(): RoomMedia {
  const media = useContext(RoomContext);
  if (!media) throw new Error('useRoomMedia outside RoomMediaProvider');
  return media;
}

/** useRoom reads a part of the room's state. */
export function useRoom<T>(select: (state: RoomState) => T): T {
  return useStore(useRoomMedia().room.store, select);
}

/** useLocal reads a part of what this machine captures. */
export function useLocal<T>(select: (state: LocalState) => T): T {
  return useStore(useRoomMedia().local.store, select);
}
