// Loudness below this is a quiet room: decibels relative to full scale.
const floorDecibels = -60;
const readEvery = 60;

/**
 * watchLevel calls back about 16 times a second with the loudness of a track from 0 to 1, without touching the track. The returned function ends it.
 * The caller writes the number into a CSS variable; it must not go through React state.
 */
export function watchLevel(track: MediaStreamTrack, heard: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  void context.resume();
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    heard(loudness(samples));
  }, readEvery);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void context.close();
  };
}

/** loudness is the root mean square of samples on a scale from 0 (−60 dBFS and below) to 1 (full scale). */
export function loudness(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i] ?? 0) ** 2;
  if (sum === 0) return 0;
  const decibels = 10 * Math.log10(sum / samples.length);
  return Math.min(1, Math.max(0, 1 - decibels / floorDecibels));
}

/** playTestSound plays three rising notes on a speaker and resolves when they have ended; throws when the speaker cannot be used. */
export async function playTestSound(speaker: string | undefined): Promise<void> {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  const element = new Audio();
  try {
    element.srcObject = output.stream;
    if (speaker && 'setSinkId' in element) await element.setSinkId(speaker);
    await context.resume();
    await element.play();
    await new Promise<void>((done) => {
      [523.25, 659.25, 783.99].forEach((pitch, index, all) => {
        const start = context.currentTime + 0.1 + index * 0.32;
        const note = new OscillatorNode(context, { frequency: pitch, type: 'triangle' });
        const gain = new GainNode(context, { gain: 0 });
        gain.gain.setTargetAtTime(0.35, start, 0.015);
        gain.gain.setTargetAtTime(0, start + 0.2, 0.05);
        note.connect(gain).connect(output);
        note.start(start);
        note.stop(start + 0.5);
        if (index === all.length - 1) note.addEventListener('ended', () => done());
      });
    });
  } finally {
    element.srcObject = null;
    await context.close();
  }
}
