import { FolderOpen, Headphones, LogIn } from 'lucide-react';
import { useRef, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { LocalMedia } from '../media/local';
import type { Session } from '../session';
import { Brand } from '../ui/Brand';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { PlainButton } from '../ui/PlainButton';
import { DeviceSelects } from './DeviceSelects';
import styles from './join.module.css';
import { MeetingFacts } from './MeetingFacts';
import { rememberPerson, rememberedPerson, type Person } from './person';
import { PersonForm } from './PersonForm';
import { NetworkCheck } from './NetworkCheck';
import { Preview } from './Preview';

/** JoinPage is the page before the meeting: see oneself, choose devices, say who one is. Nothing is sent to the others from here. */
export function JoinPage({ session, local, onJoin, onPrepare }: { session: Session; local: LocalMedia; onJoin: (person: Person) => void; onPrepare: () => void }) {
  const { t } = useTranslation();
  const { camera, microphone } = useStore(local.store);
  const [person, setPerson] = useState(() => rememberedPerson(session.seat, session));
  const [nameMissing, setNameMissing] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const able = camera !== null || microphone !== null;

  const join = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed: Person = { name: person.name.normalize('NFC').trim(), post: person.post.normalize('NFC').trim(), people: person.people };
    setNameMissing(typed.name === '');
    if (typed.name === '') {
      nameField.current?.focus();
      return;
    }
    rememberPerson(session.seat, typed);
    onJoin(typed);
  };

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Brand />
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <div className={styles.left}>
          <Preview local={local} />
          <NetworkCheck session={session} local={local} />
        </div>
        <form className={styles.right} onSubmit={join} noValidate>
          <MeetingFacts session={session} />
          {session.role !== 'guest' && session.status !== 'closed' && (
            <div className={styles.prepare}>
              <p className={styles.hint}>{session.role === 'unit' ? t('join.prepareUnit') : t('join.prepareStaff')}</p>
              <PlainButton onClick={onPrepare}>
                <FolderOpen size={18} aria-hidden />
                {t('join.prepare')}
              </PlainButton>
            </div>
          )}
          <PersonForm person={person} onChange={setPerson} nameMissing={nameMissing} nameField={nameField} />
          <DeviceSelects local={local} />
          <div className={styles.enter}>
            <PlainButton type="submit" variant="primary" size="large">
              {able ? <LogIn size={20} aria-hidden /> : <Headphones size={20} aria-hidden />}
              {able ? t('join.enter') : t('join.listen')}
            </PlainButton>
            {!able && <p className={styles.hint}>{t('join.listenHint')}</p>}
          </div>
        </form>
      </main>
    </div>
  );
}
