import { Copy, EllipsisVertical, Link2, UserX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, wordsFor } from '../api';
import { useMeeting } from '../meeting/store';
import { useWorkApi } from '../meeting/work';
import type { Seat } from '../state';
import { AlertDialog } from '../ui/AlertDialog';
import { Button } from '../ui/Button';
import { Menu, MenuItem, MenuTrigger } from '../ui/Menu';
import { toast } from '../ui/Toast';
import type { SeatLink } from '../wire';
import styles from './delegates.module.css';
import { LinkDialog } from './LinkDialog';

/** SeatMenu shows a seat's link, makes a new one or takes it back. The last two end what the old link opened, so they ask first. */
export function SeatMenu({ seat, name }: { seat: Seat; name: string }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const me = useMeeting((store) => store.me);
  const [asking, setAsking] = useState<'link' | 'revoke' | null>(null);
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
          {mayLink && !seat.revoked && <MenuItem icon={<Copy size={16} aria-hidden />} text={t('delegates.getLink')} onAction={show} />}
          {mayLink && <MenuItem icon={<Link2 size={16} aria-hidden />} text={t('delegates.newLink')} onAction={() => setAsking('link')} />}
          {!seat.revoked && <MenuItem danger icon={<UserX size={16} aria-hidden />} text={t('delegates.revoke')} onAction={() => setAsking('revoke')} />}
        </Menu>
      </MenuTrigger>
      <AlertDialog
        isOpen={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={asking === 'revoke' ? t('delegates.revokeTitle', { name }) : t('delegates.newLinkTitle', { name })}
        confirm={asking === 'revoke' ? t('delegates.revoke') : t('delegates.newLink')}
        danger={asking === 'revoke'}
        onConfirm={() => (asking === 'revoke' ? work.act('seat.revoke', { seat: seat.id }) : renew())}
      >
        <p>{asking === 'revoke' ? t('delegates.revokeText') : t('delegates.newLinkText')}</p>
      </AlertDialog>
      {link && <LinkDialog name={name} url={link} onClose={() => setLink(null)} />}
    </>
  );
}
