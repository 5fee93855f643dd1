import { CopyX, Link2Off, Lock, UserX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Link } from '../media/roomState';
import { Notice } from '../ui/Notice';
import { PlainButton } from '../ui/PlainButton';
import type { Connection } from './store';

/** Why the whole page is over. A closed meeting or a full room is no such reason: agenda and minutes go on. */
export type End = 'removed' | 'revoked' | 'duplicate' | 'locked';

/** endOf says whether either socket ended the visit. */
export function endOf(link: Link, connection: Connection): End | null {
  if (connection.state === 'ended' && connection.why !== 'closed') return 'revoked';
  if (link.state !== 'ended') return null;
  if (link.why === 'duplicate' || link.why === 'locked') return link.why;
  if (link.why === 'revoked') return connection.state === 'open' ? 'removed' : 'revoked';
  return null;
}

/** EndScreen says why the visit is over and what can be done. */
export function EndScreen({ end, onHere }: { end: End; onHere: () => void }) {
  const { t } = useTranslation();
  if (end === 'duplicate') {
    return (
      <Notice
        icon={<CopyX size={30} aria-hidden />}
        title={t('end.duplicate')}
        text={t('end.duplicateText')}
        action={
          <PlainButton variant="primary" size="large" onClick={onHere}>
            {t('end.here')}
          </PlainButton>
        }
      />
    );
  }
  if (end === 'locked') {
    return (
      <Notice
        icon={<Lock size={30} aria-hidden />}
        title={t('end.locked')}
        text={t('end.lockedText')}
        action={
          <PlainButton variant="primary" size="large" onClick={onHere}>
            {t('app.retry')}
          </PlainButton>
        }
      />
    );
  }
  if (end === 'removed') return <Notice icon={<UserX size={30} aria-hidden />} title={t('end.removed')} text={t('end.removedText')} />;
  return <Notice icon={<Link2Off size={30} aria-hidden />} title={t('end.revoked')} text={t('end.revokedText')} />;
}
