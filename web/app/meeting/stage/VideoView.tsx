import { useEffect, useRef, useState } from 'react';
import { classes } from '../../ui/class';
import styles from './tile.module.css';

/** VideoView plays one track, without sound: voices come through the speakers of the room. It stays invisible until the first picture is there. */
export function VideoView({ track, mirrored = false, whole = false, label }: { track: MediaStreamTrack; mirrored?: boolean; whole?: boolean; label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    const seen = () => setShown(true);
    element.addEventListener('loadeddata', seen);
    element.srcObject = new MediaStream([track]);
    // A muted picture may always play; a failure means that the element is going away.
    element.play().catch(() => undefined);
    return () => {
      element.removeEventListener('loadeddata', seen);
      element.srcObject = null;
    };
  }, [track]);
  return (
    <video
      ref={video}
      className={classes(styles.video, mirrored && styles.mirrored, whole && styles.whole, shown && styles.shown)}
      aria-label={label}
      muted
      playsInline
      autoPlay
      disablePictureInPicture
    />
  );
}
