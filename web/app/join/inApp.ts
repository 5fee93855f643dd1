const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bZalo\b/i, 'Zalo'],
  [/\bFBA[NV]\b|\bFB_IAB\b|\bMessenger\b/i, 'Facebook'],
  [/\bInstagram\b/i, 'Instagram'],
  [/\bTikTok\b|\bBytedance/i, 'TikTok'],
  [/\bLine\//i, 'LINE'],
];

/** inAppBrowser names the application whose built-in browser shows the page, or null. Those refuse camera and microphone. */
export function inAppBrowser(userAgent: string): string | null {
  return browsers.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
}
