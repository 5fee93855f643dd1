import { MessageSquareOff, MessageSquareText, Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { usePowers } from '../meeting/useRole';
import { useWork, useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { toast } from '../ui/Toast';
import styles from './chat.module.css';
import { MessageRow } from './MessageRow';

const longest = 500;

/** ChatPanel is the talk beside the meeting. It is gone with the close; chair and secretary put single messages into the minutes and may switch it off. */
export function ChatPanel() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { staff } = usePowers();
  const messages = useStore(work.chat.store, (chat) => chat.messages);
  const { off, closed } = useWork(({ meeting }) => ({ off: meeting.chat_off === true, closed: meeting.status === 'closed' }));
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <p>{t('chat.hint')}</p>
        {staff && !closed && (
          <Button size="small" variant="quiet" onPress={() => work.act('chat.switch', { off: !off })}>
            {off ? <MessageSquareText size={16} aria-hidden /> : <MessageSquareOff size={16} aria-hidden />}
            {off ? t('chat.on') : t('chat.off')}
          </Button>
        )}
      </header>
      <Messages>
        {messages.map((message) => (
          <MessageRow key={message.id} message={message} staff={staff} />
        ))}
        {messages.length === 0 && <EmptyState icon={<MessageSquareText aria-hidden />} title={closed ? t('chat.gone') : off ? t('chat.isOff') : t('chat.empty')} />}
      </Messages>
      {!closed && !off && <Field />}
      {!closed && off && messages.length > 0 && <p className={styles.off}>{t('chat.isOff')}</p>}
    </div>
  );
}

/** The list stays at its end while the person is there; who reads further up is left alone. */
function Messages({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (atEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  });
  return (
    <div
      ref={list}
      className={styles.list}
      role="log"
      aria-label={t('chat.title')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => (atEnd.current = scrollHeight - scrollTop - clientHeight < 40)}
    >
      {children}
    </div>
  );
}

function Field() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [text, setText] = useState('');
  const send = () => {
    if (text.trim() === '') return;
    if (work.chat.send(text)) setText('');
    else toast({ text: t('chat.offline'), tone: 'danger' });
  };
  return (
    <form
      className={styles.field}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        className={styles.area}
        aria-label={t('chat.field')}
        placeholder={t('chat.placeholder')}
        value={text}
        maxLength={longest}
        rows={2}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          send();
        }}
      />
      <Button type="submit" variant="primary" icon aria-label={t('chat.send')} isDisabled={text.trim() === ''}>
        <Send size={18} aria-hidden />
      </Button>
    </form>
  );
}
