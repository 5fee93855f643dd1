import { useEffect, useState } from 'react';
import { useWorkApi } from './work';

/**
 * useKept is a text that stays on this device only, encrypted, under a name of its own: it survives a reload and never goes to the server. It is empty until the
 * device has been asked, and what was typed before that wins.
 */
export function useKept(name: string): [string, (text: string) => void] {
  const work = useWorkApi();
  const [text, setText] = useState('');
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    let gone = false;
    void work.readKept(name).then((kept) => !gone && !touched && typeof kept === 'string' && setText(kept));
    return () => {
      gone = true;
    };
    // Asked once: what is typed later is newer than what was kept.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [work, name]);
  return [
    text,
    (next) => {
      setTouched(true);
      setText(next);
      work.writeKept(name, next);
    },
  ];
}
