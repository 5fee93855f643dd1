import type { TFunction } from 'i18next';
import type { LinkReport } from '../media/linkReport';

/** The texts of the statistics window, by the name of their place. */
export type LinkWords = Record<'upRate' | 'upLoss' | 'layers' | 'downRate' | 'downLoss' | 'estimate' | 'rtt' | 'transport', string>;

/** linkWords puts a report into words and figures of the person's language. */
export function linkWords({ up, down, rtt, transport }: LinkReport, t: TFunction, language: string): LinkWords {
  const none = t('link.unknown');
  const layers = up.layers.filter((layer) => layer.height > 0).map((layer) => t('link.layer', { lines: layer.height, rate: rateText(layer.bps, language) }));
  return {
    upRate: rateText(up.bps, language),
    upLoss: percentText(up.loss, language),
    layers: layers.join(' · ') || t('link.noLayers'),
    downRate: rateText(down.bps, language),
    downLoss: percentText(down.loss, language),
    estimate: down.estimate === null ? none : rateText(down.estimate, language),
    rtt: rtt === null ? none : t('link.milliseconds', { count: rtt }),
    transport: transport === null ? none : t(`link.transports.${transport}`),
  };
}

const mega = 1_000_000;

/** rateText is a bit rate as people write it: "1,2 Mbit/s", "340 kbit/s". */
export function rateText(bps: number, language: string): string {
  if (bps >= mega) return `${number(bps / mega, language, 1)} Mbit/s`;
  return `${number(Math.round(bps / 1000), language, 0)} kbit/s`;
}

/** percentText is a part from 0 to 1 as a percentage. */
export function percentText(part: number, language: string): string {
  return `${number(part * 100, language, part > 0 && part < 0.1 ? 1 : 0)} %`;
}

function number(value: number, language: string, digits: number): string {
  return value.toLocaleString(language === 'en' ? 'en-GB' : 'vi-VN', { maximumFractionDigits: digits });
}
