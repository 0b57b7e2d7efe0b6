import { keyboardWords } from '../../renderer/keyboard/words.ts';
import type { Act, Broken, Step } from './acts.ts';
import type { Chance } from './chance.ts';
import type { Control, Look } from './look.ts';
import type { Place } from './place.ts';

/** After a burst everybody leaves, and the station must be ready for the next person. */

export interface Resting {
  readonly place: Place;
  readonly look: () => Look;
  /** Does a step and checks every rule after it; false once something broke. */
  readonly go: (step: Step) => Promise<boolean>;
  readonly broke: (broken: Broken) => void;
}

export const LONGEST_REST_MS = 4 * 60_000;
const REST_MS = 20_000;
const READ_MS = 2_600;
const WAYS_OUT = /^(关闭|取消|返回|回到|我还在|还在|完成|录完了|先不|不)/;

/** A person whom every role knows and whom the monkey never erases. */
const NEXT_CARD = 'liu-yuchun';

export async function rest(resting: Resting, chance: Chance): Promise<void> {
  const { place, look, go } = resting;
  const { role } = place.scene;
  if (place.away() && !(await go({ kind: 'line back', acts: [{ do: 'line', is: 'back' }] })))
    return;
  if (!(await go({ kind: 'rest', acts: [{ do: 'pass', ms: 3_500 }] }))) return;
  if (role !== 'attendee') {
    await closeDialogs(resting);
    return;
  }
  for (let waited = 0; waited <= LONGEST_REST_MS && !atIdle(look()); waited += REST_MS) {
    if (!(await go({ kind: 'rest', acts: [{ do: 'pass', ms: REST_MS }] }))) return;
  }
  // Long enough that no card still lies on the reader.
  const wait = chance.between(3_000, 6_000);
  const next: Act = { do: 'scan', id: NEXT_CARD };
  await go({ kind: 'next', acts: [{ do: 'pass', ms: wait }, next, { do: 'pass', ms: READ_MS }] });
}

export const atIdle = ({ step, dialogs }: Look): boolean => step === 'idle' && dialogs.length === 0;

export function screenInWords({ step, dialogs }: Look): string {
  return `at ${step}${dialogs.map(({ label }) => `, under “${label}”`).join('')}`;
}

async function closeDialogs({ look, go, broke }: Resting): Promise<void> {
  for (let tries = 0; tries < 6 && look().dialogs.length > 0; tries += 1) {
    const way = wayOut(look());
    if (!way) {
      const hidden = look().hidden.find((label) => WAYS_OUT.test(label));
      if (hidden === undefined) break;
      if (!(await go({ kind: 'scroll', acts: [{ do: 'bring', label: hidden }] }))) return;
      continue;
    }
    const at: [number, number] = [
      Math.round(way.x + way.width / 2),
      Math.round(way.y + way.height / 2),
    ];
    const acts: Act[] = [
      { do: 'pass', ms: 800 },
      { do: 'down', at: [at] },
      { do: 'pass', ms: 60 },
      { do: 'up' },
    ];
    if (!(await go({ kind: 'close', acts }))) return;
  }
  if (look().dialogs.length > 0)
    broke({ rule: 'a dialog can be closed', detail: screenInWords(look()) });
}

/** The on-screen keyboard may cover a dialog's close button, so fold it away first, as a person would. */
function wayOut({ controls }: Look): Control | undefined {
  return (
    controls.find(({ label }) => WAYS_OUT.test(label)) ??
    controls.find(({ label }) => label.startsWith(keyboardWords.hide.zh))
  );
}
