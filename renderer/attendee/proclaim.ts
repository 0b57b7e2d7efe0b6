import { useEffect, useEffectEvent, useRef } from 'react';
import type { Lane } from '../../shared/contract/people.ts';
import { sound, type Tone } from '../ui/tones.ts';
import { speak } from '../ui/voice.ts';
import type { Step } from './steps.ts';
import { refusals, savingFaults, words } from './words.ts';

/** Announces each new step by sound. No spoken sentence says who is here. */
export function useProclaimed(step: Step, turn: number, ignored: number, lane: Lane): void {
  const before = useRef<Step['at']>('idle');
  const proclaim = useEffectEvent(() => {
    const from = before.current;
    before.current = step.at;
    const said = proclamation(step, from);
    if (!said) return;
    if (said.tone) sound(said.tone);
    // Staff stand beside the express lane, so a tone is enough there.
    if (lane === 'self') speak(said.chinese);
  });
  const announced = useRef(-1);
  useEffect(() => {
    if (announced.current !== turn) proclaim();
    announced.current = turn;
  }, [turn]);
  useEffect(() => {
    if (ignored === 0) return;
    sound('bad');
    speak(words.ignored.zh);
  }, [ignored]);
}

interface Proclamation {
  readonly tone?: Tone;
  readonly chinese: string;
}

function proclamation(step: Step, from: Step['at']): Proclamation | undefined {
  switch (step.at) {
    case 'consent':
      return from === 'help'
        ? undefined
        : { tone: 'notice', chinese: '请看一下信息说明，同意的请按上面的大键。' };
    case 'welcome':
      return from === 'help' || from === 'refused' || from === 'posts' || from === 'my-day'
        ? undefined
        : {
            tone: 'good',
            chinese: `${step.welcome.earlier ? '您已经签到过了' : '签到成功'}。${words.welcome.photo.zh}。`,
          };
    case 'refused':
      return {
        tone: 'bad',
        chinese: `${refusals[step.why].title.zh}。${refusals[step.why].more.zh}`,
      };
    case 'not-saved':
      return {
        tone: 'bad',
        chinese: `${savingFaults[step.why].title.zh}。${savingFaults[step.why].more.zh}`,
      };
    case 'keypad':
      return { chinese: `${words.keypad.title.zh}。` };
    case 'nameless':
      return { chinese: words.nameless.more.zh };
    case 'posts':
      return { chinese: `${words.welcome.postsMore.zh}。` };
    case 'help':
      return { chinese: `${words.help.title.zh}。` };
    case 'idle':
    case 'questions':
    case 'my-day':
    case 'leaving':
      return undefined;
  }
}
