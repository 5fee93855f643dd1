import { Pencil, Phone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';
import styles from './board.module.css';

const longest = 40;

/** fits says whether the server takes it as a phone number (agenda.checkPhone in Go); nothing removes the number. */
function fits(phone: string): boolean {
  return /^[\d+().\- ]*$/.test(phone) && (phone.trim() === '' || phone.replaceAll(/\D/g, '').length >= 3);
}

/** PhoneField is a number to call, which whoever prepares the meeting may write down or mend here. */
export function PhoneField({ name, phone, onSave }: { name: string; phone: string; onSave: (phone: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null) {
    return (
      <span className={styles.contact}>
        {phone && (
          <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`} className={styles.contact}>
            <Phone size={14} aria-hidden />
            {phone}
          </a>
        )}
        <Button size="small" variant="quiet" icon={phone !== ''} aria-label={t('control.phoneOf', { name })} onPress={() => setTyped(phone)}>
          {phone ? <Pencil size={14} aria-hidden /> : <Phone size={14} aria-hidden />}
          {phone ? '' : t('control.addPhone')}
        </Button>
      </span>
    );
  }
  const save = () => {
    onSave(typed.trim());
    setTyped(null);
  };
  return (
    <form
      className={styles.phone}
      onSubmit={(event) => {
        event.preventDefault();
        if (fits(typed)) save();
      }}
    >
      <TextField
        label={t('control.phoneOf', { name })}
        labelHidden
        type="tel"
        value={typed}
        onChange={setTyped}
        maxLength={longest}
        placeholder="024 3825 1234"
        error={fits(typed) ? '' : t('control.badPhone')}
        autoFocus
      />
      <Button size="small" variant="primary" type="submit" isDisabled={!fits(typed)}>
        {t('minutes.save')}
      </Button>
    </form>
  );
}
