import type { TFunction } from 'i18next';
import { percentText, rateText } from '../meeting/linkWords';

/** One direction of a device's link in the last second; loss in per cent. */
interface Way {
  bps?: number;
  loss?: number;
  rtt_ms?: number;
}

/** One device in the media room, as GET /api/meetings/{m}/room gives it. */
export interface RoomPeer {
  peer: string;
  seat: string;
  device: string;
  transport: '' | 'udp' | 'tcp' | 'relay';
  up?: Way & { tracks?: readonly { source: string; layers?: readonly { rid: string; bps: number; height: number }[] }[] };
  down?: Way & { estimate?: number; step?: string };
  publications?: readonly { source: string; muted: boolean }[];
}

/** How a device does, worst first. */
export const conditions = ['weak', 'reduced', 'detour', 'good'] as const;

/** One of conditions: much is lost or withheld; some is; it goes, but not over UDP; all is well. */
export type Condition = (typeof conditions)[number];

const weakLoss = 8;
const slightLoss = 3;
const slow = 700;

/** conditionOf says in one word how a device does. */
export function conditionOf({ up, down, transport }: RoomPeer): Condition {
  const loss = Math.max(up?.loss ?? 0, down?.loss ?? 0);
  const rtt = Math.max(up?.rtt_ms ?? 0, down?.rtt_ms ?? 0);
  const step = down?.step ?? 'full';
  if (loss > weakLoss || rtt > slow || step === 'share' || step === 'audio') return 'weak';
  if (loss > slightLoss || step !== 'full') return 'reduced';
  return transport === 'tcp' || transport === 'relay' ? 'detour' : 'good';
}

/** The texts of a row, by the name of their cell. */
export type RowWords = Record<'condition' | 'up' | 'down' | 'rtt' | 'transport' | 'sends', string>;

/** rowWords puts a device's figures into words. */
export function rowWords(peer: RoomPeer, t: TFunction, language: string): RowWords {
  const { up, down, transport } = peer;
  const rtt = down?.rtt_ms ?? up?.rtt_ms;
  return {
    condition: t(`room.conditions.${conditionOf(peer)}`),
    up: wayText(up, t, language),
    down: wayText(down, t, language),
    rtt: rtt ? t('link.milliseconds', { count: Math.round(rtt) }) : t('link.unknown'),
    transport: transport ? transport.toUpperCase() : t('link.unknown'),
    sends: sendsText(peer, t),
  };
}

function wayText(way: Way | undefined, t: TFunction, language: string): string {
  if (!way) return t('link.unknown');
  const loss = way.loss ?? 0;
  const rate = rateText(way.bps ?? 0, language);
  return loss > 0 ? t('room.lossy', { rate, loss: percentText(loss / 100, language) }) : rate;
}

/** What a device sends: microphone, camera with its sizes, screen. */
function sendsText({ up, publications }: RoomPeer, t: TFunction): string {
  const parts = (publications ?? [])
    .filter((one) => !one.muted)
    .flatMap(({ source }) => {
      const heights = (up?.tracks ?? []).find((track) => track.source === source)?.layers?.flatMap((layer) => (layer.height > 0 ? [layer.height] : [])) ?? [];
      if (source === 'microphone') return [t('room.microphone')];
      if (source === 'camera') return [heights.length > 0 ? t('room.cameraLines', { lines: heights.toSorted((one, other) => one - other).join(' + ') }) : t('room.camera')];
      return source === 'screen' ? [t('room.screen')] : [];
    });
  return parts.join(', ') || t('room.nothing');
}
