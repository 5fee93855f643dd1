import { describe, expect, it } from 'vitest';
import { inAppBrowser } from './inApp';

describe('inAppBrowser', () => {
  it.each([
    ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Version/4.0 Chrome/126.0 Mobile Safari/537.36 Zalo android/12090681', 'Zalo'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 [FBAN/FBIOS;FBAV/470.0]', 'Facebook'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36', null],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', null],
  ])('%s', (agent, name) => expect(inAppBrowser(agent)).toBe(name));
});
