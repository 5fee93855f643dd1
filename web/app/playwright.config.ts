import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Fake camera and microphone, no questions, and 127.0.0.1 as a network path: real media between pages on one machine. */
const chromium = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream=fps=10',
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
  '--mute-audio',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // Glyphs drawn alike on every machine: no subpixel colours, no hinting of the local font settings.
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
  // Chromium refuses its sandbox to root; containers of continuous integration are root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const firefox = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr';

/** Fake devices, no questions, loopback candidates, and no download of codecs. */
const firefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'permissions.default.camera': 1,
  'permissions.default.microphone': 1,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  'media.gmp-manager.updateEnabled': false,
};

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/setup.ts',
  workers: 1,
  retries: 1,
  timeout: 120_000,
  // A bound for a hung run only: the slowest machine seen took thrice the usual time.
  globalTimeout: 40 * 60_000,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['html', { open: 'never' }]],
  expect: {
    timeout: 10_000,
    toHaveScreenshot: { animations: 'disabled', caret: 'hide', maxDiffPixelRatio: 0.01, threshold: 0.2 },
  },
  // One set of pictures for every machine: the fonts are the app's own.
  snapshotPathTemplate: '{testDir}/golden/{arg}{ext}',
  metadata: { firefox: existsSync(firefox) ? { executablePath: firefox, firefoxUserPrefs: firefoxPreferences } : null },
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: chromium },
    viewport: { width: 1440, height: 900 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
