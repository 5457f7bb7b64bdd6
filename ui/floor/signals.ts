// Sound and vibration: a worker looks at the goods, not at the screen. High and short is good, two rising is a task
// done, low and long is wrong. Each signal also goes out as an event, so that a test hears it.
export type Signal = 'good' | 'done' | 'wrong' | 'ask';

type Tone = { readonly hz: number; readonly from: number; readonly ms: number };

const TONES: Readonly<Record<Signal, readonly Tone[]>> = {
  good: [{ hz: 1_760, from: 0, ms: 80 }],
  done: [
    { hz: 1_320, from: 0, ms: 110 },
    { hz: 1_760, from: 130, ms: 160 },
  ],
  wrong: [
    { hz: 220, from: 0, ms: 400 },
    { hz: 220, from: 460, ms: 400 },
  ],
  ask: [{ hz: 660, from: 0, ms: 200 }],
};
const VIBRATION: Readonly<Record<Signal, number[]>> = {
  good: [30],
  done: [40, 60, 40],
  wrong: [500],
  ask: [120],
};
const LOUDNESS = 0.35;

let audio: AudioContext | null = null;

/** Browsers keep silent until the first touch; call it from one. */
export function unlockSound(): void {
  audio ??= new AudioContext();
  void audio.resume();
}

function play({ hz, from, ms }: Tone, context: AudioContext): void {
  const start = context.currentTime + from / 1_000;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = hz;
  tone.type = hz < 500 ? 'square' : 'sine';
  volume.gain.value = LOUDNESS;
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + ms / 1_000);
}

export function signal(kind: Signal): void {
  window.dispatchEvent(new CustomEvent('tongyuan:signal', { detail: kind }));
  navigator.vibrate?.(VIBRATION[kind]);
  if (audio) for (const tone of TONES[kind]) play(tone, audio);
}
