import { describe, expect, it } from 'vitest';
import type { ChatMessage, ClientFrame } from '../wire';
import { ChatLog, lineOf } from './chatLog';

const message = (id: string): ChatMessage => ({ id, seat: 'unit-001', unit: '001', name: 'Bình', text: id, at: '2026-11-23T07:00:00.000Z' });

describe('the chat of a page', () => {
  it('takes a message once, also when the server tells it again after a reconnect', () => {
    const log = new ChatLog(() => true);
    log.hear([message('a')]);
    log.hear([message('a'), message('b')]);
    expect(log.store.getState()).toMatchObject({ messages: [{ id: 'a' }, { id: 'b' }], heard: 2 });
    log.forget();
    expect(log.store.getState().messages).toEqual([]);
  });
  it('says nothing without a connection, and knows its own refusals', () => {
    const said: ClientFrame[] = [];
    const log = new ChatLog((frame) => said.push(frame) > 1);
    expect(log.send('một')).toBe(false);
    expect(log.send('hai')).toBe(true);
    const [first] = said;
    expect(first && 'id' in first && log.owns(first.id ?? '')).toBe(true);
    expect(log.owns('01975c80-1')).toBe(false);
  });
  it('makes a valid id of a line, the same for everybody', () => expect(lineOf(message('01975c80-1111-7000-8000-000000000001'))).toMatch(/^[A-Za-z0-9][\w.-]{0,63}$/));
});
