import { Copy, EllipsisVertical, Link2, Mic, MicOff, UserMinus, UserX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, wordsFor } from '../api';
import { uuid7 } from '../ids';
import { publicationOf } from '../media/roomState';
import { useRoom, useRoomMedia } from '../meeting/roomContext';
import { useMeeting } from '../meeting/store';
import { useWork, useWorkApi } from '../meeting/work';
import type { Seat } from '../state';
import { AlertDialog } from '../ui/AlertDialog';
import { Button } from '../ui/Button';
import { Menu, MenuItem, MenuTrigger } from '../ui/Menu';
import { toast } from '../ui/Toast';
import type { SeatLink } from '../wire';
import styles from './delegates.module.css';
import { LinkDialog } from './LinkDialog';

/**
 * SeatMenu is what chair and secretary do with one seat: give it the floor, silence it, send it out, and hand out its link. What ends something asks first. Nobody's
 * microphone is opened from here.
 */
export function SeatMenu({ seat, name, person }: { seat: Seat; name: string; person: string }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const me = useMeeting((store) => store.me);
  const { room } = useRoomMedia();
  const talking = useRoom((state) => publicationOf(state.peers, seat.id, 'microphone') === 'on');
  const inRoom = useRoom((state) => state.peers.some((peer) => peer.seat === seat.id));
  const { running, speaks, waiting } = useWork(({ meeting }) => ({
    running: meeting.status === 'running',
    speaks: meeting.requests.some((request) => request.id === meeting.floor && request.seat === seat.id),
    waiting: meeting.requests.find((request) => request.seat === seat.id && request.state === 'waiting')?.id,
  }));
  const [asking, setAsking] = useState<'link' | 'revoke' | 'remove' | null>(null);
  const [link, setLink] = useState<string | null>(null);

  const path = `/api/meetings/${encodeURIComponent(me.meeting)}/links?seat=${encodeURIComponent(me.seat)}`;
  const failed = (error: unknown) => toast({ text: wordsFor(error, t), tone: 'danger' });
  const renew = () => {
    call<{ links: SeatLink[] }>(path, { body: { seats: [seat.id] } }).then(({ links }) => setLink(links[0]?.url ?? null), failed);
  };
  // The server knows the secrets of the links it made since it started; of older ones only a new link can be had.
  const show = () => {
    call<{ links: SeatLink[] }>(path).then(({ links }) => {
      const found = links.find((one) => one.seat === seat.id);
      if (found) setLink(found.url);
      else setAsking('link');
    }, failed);
  };
  // A seat that did not ask is put in the queue and called at once: both facts are in the journal.
  const invite = () => {
    const request = waiting ?? uuid7();
    const asked = waiting ? Promise.resolve() : work.give('floor.request', { request, seat: seat.id, person });
    asked.then(() => work.act('floor.call', { request })).catch(() => undefined);
  };
  const silence = () => {
    room.mute(seat.id);
    toast({ text: t('control.mutedOne', { name }) });
  };
  const confirmed = () => {
    if (asking === 'remove') room.remove(seat.id);
    else if (asking === 'revoke') work.act('seat.revoke', { seat: seat.id });
    else renew();
  };
  const own = seat.id === me.seat;
  const mayLink = me.role === 'secretary' && !own;
  if (own) return null;
  return (
    <>
      <MenuTrigger>
        <Button variant="quiet" size="small" icon className={styles.more ?? ''} aria-label={t('delegates.actionsOf', { name })}>
          <EllipsisVertical size={16} aria-hidden />
        </Button>
        <Menu aria-label={t('delegates.actionsOf', { name })} placement="bottom end">
          {running && !speaks && !seat.revoked && <MenuItem icon={<Mic size={16} aria-hidden />} text={t('control.invite')} onAction={invite} />}
          {talking && <MenuItem icon={<MicOff size={16} aria-hidden />} text={t('control.muteOne')} onAction={silence} />}
          {mayLink && !seat.revoked && <MenuItem icon={<Copy size={16} aria-hidden />} text={t('delegates.getLink')} onAction={show} />}
          {mayLink && <MenuItem icon={<Link2 size={16} aria-hidden />} text={t('delegates.newLink')} onAction={() => setAsking('link')} />}
          {inRoom && <MenuItem danger icon={<UserMinus size={16} aria-hidden />} text={t('control.remove')} onAction={() => setAsking('remove')} />}
          {!seat.revoked && <MenuItem danger icon={<UserX size={16} aria-hidden />} text={t('delegates.revoke')} onAction={() => setAsking('revoke')} />}
        </Menu>
      </MenuTrigger>
      <AlertDialog
        isOpen={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t(asking === 'remove' ? 'control.removeTitle' : asking === 'revoke' ? 'delegates.revokeTitle' : 'delegates.newLinkTitle', { name })}
        confirm={t(asking === 'remove' ? 'control.remove' : asking === 'revoke' ? 'delegates.revoke' : 'delegates.newLink')}
        danger={asking !== 'link'}
        onConfirm={confirmed}
      >
        <p>{t(asking === 'remove' ? 'control.removeText' : asking === 'revoke' ? 'delegates.revokeText' : 'delegates.newLinkText')}</p>
      </AlertDialog>
      {link && <LinkDialog name={name} url={link} onClose={() => setLink(null)} />}
    </>
  );
}
