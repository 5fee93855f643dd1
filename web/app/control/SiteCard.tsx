import { CircleAlert, CircleCheck, CircleHelp, Mail, Phone, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ddmmyyyy, hhmm } from '../ui/clock';
import styles from './board.module.css';
import { PhoneField } from './PhoneField';
import { troublesOf, type Site, type Standing } from './readiness';

const icons: { readonly [S in Standing]: typeof CircleCheck } = { green: CircleCheck, yellow: TriangleAlert, red: CircleAlert, unchecked: CircleHelp };

/** SiteCard is one site: its standing in icon, colour and words, what is wrong, when it was checked, and phone and address. */
export function SiteCard({ site, onPhone }: { site: Site; onPhone?: ((phone: string) => void) | undefined }) {
  const { t } = useTranslation();
  const { ready, standing } = site;
  const Icon = icons[standing];
  return (
    <li className={styles.site} data-standing={standing} data-site={site.seat}>
      <p className={styles.name}>
        {site.name}
        {site.role !== 'unit' && <span className={styles.role}>{t(`role.${site.role}`)}</span>}
      </p>
      <p className={styles.standing}>
        <Icon size={16} aria-hidden />
        {t(`control.standings.${standing}`)}
      </p>
      {ready && (
        <ul className={styles.facts}>
          <li>{t(`control.networks.${ready.network}`)}</li>
          {troublesOf(ready).map(({ part, state }) => (
            <li key={part}>{t('control.trouble', { part: t(`control.parts.${part}`), state: t(`control.devices.${state}`) })}</li>
          ))}
          <li className={styles.muted}>{t('control.checkedAt', { time: hhmm(ready.at), day: ddmmyyyy(ready.at) })}</li>
        </ul>
      )}
      {site.here && <p className={styles.here}>{t('control.here')}</p>}
      <div className={styles.contacts}>
        {onPhone ? (
          <PhoneField name={site.name} phone={site.phone} onSave={onPhone} />
        ) : (
          site.phone && (
            <a href={`tel:${site.phone.replaceAll(/[^\d+]/g, '')}`} className={styles.contact}>
              <Phone size={14} aria-hidden />
              {site.phone}
            </a>
          )
        )}
        {site.email && (
          <a href={`mailto:${site.email}`} className={styles.contact}>
            <Mail size={14} aria-hidden />
            {site.email}
          </a>
        )}
      </div>
    </li>
  );
}
