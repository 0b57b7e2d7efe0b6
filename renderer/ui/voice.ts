import { createStore } from 'zustand/vanilla';

/**
 * Reads sentences aloud, if the machine has a Chinese voice of its own: a voice from the network would send
 * our text away. It says what to do, and never who somebody is.
 */

export interface Voice {
  readonly there: boolean;
  readonly on: boolean;
}

export const voice = createStore<Voice>(() => ({ there: false, on: true }));

function localChinese(): SpeechSynthesisVoice | undefined {
  return speechSynthesis
    .getVoices()
    .find(({ lang, localService }) => localService && /^(zh|cmn)/i.test(lang));
}

export function findVoice(): void {
  if (!('speechSynthesis' in window)) return;
  const look = (): void => voice.setState({ there: localChinese() !== undefined });
  look();
  speechSynthesis.addEventListener('voiceschanged', look);
}

export function speak(chinese: string): void {
  const { there, on: readsAloud } = voice.getState();
  const speaker = there && readsAloud ? localChinese() : undefined;
  if (!speaker) return;
  speechSynthesis.cancel();
  const words = new SpeechSynthesisUtterance(chinese);
  words.voice = speaker;
  words.lang = 'zh-CN';
  words.rate = 0.95;
  speechSynthesis.speak(words);
}

export function switchVoice(): void {
  const readsAloud = !voice.getState().on;
  voice.setState({ on: readsAloud });
  if (!readsAloud) speechSynthesis.cancel();
}
