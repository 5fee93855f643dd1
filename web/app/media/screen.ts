/** A shared screen: its picture and, where the person allowed it, its sound. */
export interface Screen {
  picture: MediaStreamTrack;
  sound: MediaStreamTrack | null;
}

/** canShareScreen is false on phones. */
export function canShareScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === 'function';
}

/**
 * openScreen lets the person choose what to show. Slides and tables must stay sharp, so the hint is "detail": rather fewer frames than fewer pixels.
 * It throws what getDisplayMedia throws; NotAllowedError when the person changed their mind.
 */
export async function openScreen(): Promise<Screen> {
  const stream = await navigator.mediaDevices.getDisplayMedia({
    video: { frameRate: { ideal: 15, max: 15 }, width: { max: 1920 }, height: { max: 1080 } },
    // What the machine plays must not be treated like a voice.
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
  const picture = stream.getVideoTracks()[0];
  if (!picture) throw new DOMException('no picture', 'NotFoundError');
  picture.contentHint = 'detail';
  return { picture, sound: stream.getAudioTracks()[0] ?? null };
}
