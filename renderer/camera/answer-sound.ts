/** A short tone when a code is read, as a scanner's: people look at their phone, not at the screen. */

const PITCH_HZ = 1_760;
const LONG_S = 0.12;
let sound: AudioContext | undefined;

export function soundRead(): void {
  try {
    sound ??= new AudioContext();
    const tone = sound.createOscillator();
    const quiet = sound.createGain();
    quiet.gain.value = 0.08;
    tone.frequency.value = PITCH_HZ;
    tone.connect(quiet).connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + LONG_S);
  } catch {
    // A machine without sound: the frame turns green all the same.
  }
}
