import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, Problem, refusalOf, wordsFor } from './api';

const answer = (status: number, body: string) => vi.stubGlobal('fetch', async () => new Response(body || null, { status }));

afterEach(() => vi.unstubAllGlobals());

describe('call', () => {
  it('returns the answer', async () => {
    answer(200, '{"seat":"chair"}');
    expect(await call<{ seat: string }>('/api/session')).toEqual({ seat: 'chair' });
  });

  it('returns nothing for an empty answer', async () => {
    answer(204, '');
    expect(await call('/api/session')).toBeUndefined();
  });

  it('throws what the server says', async () => {
    answer(409, '{"code":"conflict","key":"in_queue","message":{"vi":"Đang chờ.","en":"Waiting."},"detail":{"n":1}}');
    await expect(call('/x')).rejects.toMatchObject({ code: 'conflict', key: 'in_queue', status: 409, detail: { n: 1 } });
  });

  it('says when the answer is a page of some proxy', async () => {
    answer(502, '<html>');
    await expect(call('/x')).rejects.toMatchObject({ code: 'unexpected', status: 502 });
  });

  it('says when nobody answers', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    await expect(call('/x')).rejects.toMatchObject({ code: 'network' });
  });

  it('gives up after its time', async () => {
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason))));
    await expect(call('/x', { timeout: 5 })).rejects.toMatchObject({ code: 'unavailable', key: 'timeout' });
  });
});

describe('words', () => {
  const translate = (key: string) => key;

  it('are the server’s when it has some', () => {
    expect(wordsFor(new Problem('conflict', 'in_queue', { vi: 'Đang chờ.', en: 'Waiting.' }), translate)).toBe('Đang chờ.');
  });

  it('are general otherwise', () => {
    expect(wordsFor(new Problem('network', 'network', null), translate)).toBe('problem.network');
    expect(wordsFor(new Error('x'), translate)).toBe('problem.internal');
  });

  it('are not read from anything else', () => {
    expect(refusalOf({ code: 'teapot' })).toBeNull();
    expect(refusalOf('no')).toBeNull();
  });
});
