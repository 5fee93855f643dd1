import { useTranslation } from 'react-i18next';
import { useUnitLabel } from '../meeting/units';
import type { Poll } from '../state';
import { words } from '../wire';
import styles from './poll.module.css';

/** OtherOpinions are the texts of "ý kiến khác": with the unit in an open ballot, without in a secret one. */
export function OtherOpinions({ poll }: { poll: Poll }) {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const said = poll.secret
    ? (poll.opinions ?? []).map((text, n) => ({ id: String(n), who: '', text: words(text) }))
    : poll.votes.filter((vote) => vote.choice === 'other').map((vote) => ({ id: vote.unit, who: unit(vote.unit), text: words(vote.text) }));
  if (said.length === 0) return null;
  return (
    <ul className={styles.opinions} aria-label={t('poll.choices.other')}>
      {said.map(({ id, who, text }) => (
        <li key={id}>
          {who && <strong>{who}: </strong>}
          {text}
        </li>
      ))}
    </ul>
  );
}
