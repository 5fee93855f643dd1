import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meeting } from '../state';
import { includesFolded } from '../ui/fold';
import { TextField } from '../ui/TextField';
import styles from './board.module.css';
import { boardOf, countOf, standings, type Standing } from './readiness';
import { SiteCard } from './SiteCard';

/** Board is the readiness board: every site with what its check found, in colours and words, and how to reach it. Without onPhone numbers cannot be changed. */
export function Board({ meeting, onPhone }: { meeting: Meeting; onPhone?: ((unit: string, phone: string) => void) | undefined }) {
  const { t } = useTranslation();
  const [only, setOnly] = useState<Standing | null>(null);
  const [find, setFind] = useState('');
  const sites = boardOf(meeting);
  const shown = sites.filter((site) => (only === null || site.standing === only) && includesFolded(`${site.name} ${site.unit} ${site.phone} ${site.email}`, find));
  return (
    <div className={styles.board}>
      <div className={styles.head}>
        <div className={styles.counts} role="group" aria-label={t('control.boardFilter')}>
          {standings.map((standing) => (
            <button
              key={standing}
              type="button"
              className={styles.count}
              data-standing={standing}
              aria-pressed={only === standing}
              onClick={() => setOnly(only === standing ? null : standing)}
            >
              <strong>{countOf(sites, standing)}</strong> {t(`control.standings.${standing}`)}
            </button>
          ))}
        </div>
        <TextField label={t('delegates.find')} labelHidden placeholder={t('admin.find')} value={find} onChange={setFind} />
      </div>
      <ul className={styles.grid} aria-label={t('control.board')}>
        {shown.map((site) => (
          <SiteCard key={site.seat} site={site} onPhone={onPhone && site.unit ? (phone) => onPhone(site.unit, phone) : undefined} />
        ))}
      </ul>
      {shown.length === 0 && <p className={styles.muted}>{t('app.nothingFound')}</p>}
    </div>
  );
}
