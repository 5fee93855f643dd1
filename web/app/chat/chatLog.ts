import { createStore, type StoreApi } from 'zustand/vanilla';
import { uuid7 } from '../ids';
import type { ChatMessage, ClientFrame } from '../wire';

/** The messages of this page's meeting, oldest first, and how many have come in all. */
export interface Chat {
  messages: readonly ChatMessage[];
  heard: number;
}

const kept = 500;
/** Ids of frames that carry messages begin like this; their refusals are the chat's. */
const mark = 'chat-';

/** ChatLog is what was said beside the meeting, for the life of a page. It is in no journal: with the close it is forgotten. */
export class ChatLog {
  readonly store: StoreApi<Chat> = createStore<Chat>(() => ({ messages: [], heard: 0 }));
  private readonly say: (frame: ClientFrame) => boolean;

  constructor(say: (frame: ClientFrame) => boolean) {
    this.say = say;
  }

  /** send says a message; false when there is no connection, and nothing was said. */
  send(text: string): boolean {
    const id = uuid7();
    return this.say({ type: 'chat', id: mark + id, data: { id, text } });
  }

  /** hear takes messages from the server; those that are here already are known by their ids. */
  hear(messages: readonly ChatMessage[]): void {
    const { messages: old, heard } = this.store.getState();
    const known = new Set(old.map((one) => one.id));
    const fresh = messages.filter((one) => !known.has(one.id));
    if (fresh.length > 0) this.store.setState({ messages: [...old, ...fresh].slice(-kept), heard: heard + fresh.length });
  }

  /** forget drops everything: the meeting is over. */
  forget(): void {
    if (this.store.getState().messages.length > 0) this.store.setState({ messages: [] });
  }

  /** owns says whether a frame's id is one of ours. */
  owns(id: string): boolean {
    return id.startsWith(mark);
  }
}

/** lineOf is the id of the line that a message becomes in the minutes: one for each message, so that two secretaries move it once. */
export function lineOf(message: Pick<ChatMessage, 'id'>): string {
  return `${mark}${message.id}`.slice(0, 64);
}
