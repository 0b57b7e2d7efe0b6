/** Results also have a sound: a few notes that the page computes, without a file. */

export type Tone = 'good' | 'notice' | 'bad';

/** Hertz, and seconds from the start. */
const notes: Readonly<Record<Tone, readonly (readonly [number, number])[]>> = {
  good: [
    [784, 0],
    [1046.5, 0.13],
    [1318.5, 0.26],
  ],
  notice: [[880, 0]],
  bad: [
    [330, 0],
    [262, 0.2],
  ],
};

let context: AudioContext | undefined;

export function sound(tone: Tone): void {
  try {
    context ??= new AudioContext();
    // Some browsers wait for a touch; a kiosk's is configured not to.
    if (context.state === 'suspended') void context.resume();
    for (const [hertz, after] of notes[tone]) note(context, hertz, context.currentTime + after);
  } catch {
    // A machine without sound still shows the result in colour, shape and words.
  }
}

function note(context: AudioContext, hertz: number, at: number): void {
  const oscillator = new OscillatorNode(context, { type: 'triangle', frequency: hertz });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.22, at + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.001, at + 0.32);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.34);
}
