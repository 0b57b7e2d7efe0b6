import type { FaceEvent } from '../../shared/contract/arrival.ts';
import type { Welcome } from '../../shared/contract/people.ts';
import type { FlowEvent } from './flow.ts';
import type { SavingFault } from './steps.ts';

/** Saves a person's answers through the station, and holds back scans meanwhile. */

/** Pause before a repeat of an unanswered save. Safe to repeat: the station writes once and answers again. */
export const ASK_AGAIN_MS = 500;
const TIMES_ASKED = 8;
/** How long a pass stays in sight before a scan that came meanwhile moves on. */
const PASS_SEEN_MS = 1_200;

type Saved =
  | { readonly ok: true; readonly value: Welcome }
  | { readonly ok: false; readonly fault: { readonly kind: SavingFault } };

export function saves(dispatch: (event: FlowEvent) => void) {
  /** Scans that came while a pass was on its way to the screen. */
  let waiting: FaceEvent[] | undefined;

  return {
    onFace: (face: FaceEvent): void => {
      if (waiting && face.kind !== 'ignored') waiting.push(face);
      else dispatch({ kind: 'face', face });
    },

    /** Whatever kept the answer away, the person can try again and loses nothing. */
    save: async (call: () => Promise<Saved>, consent: boolean): Promise<void> => {
      dispatch({ kind: 'saving', consent });
      // Keeps scans that came behind a pass which is still being read.
      const came = (waiting ??= []);
      const saved = await answerTo(call);
      if (!saved) dispatch({ kind: 'saving-failed', why: 'unanswered' });
      else if (saved.ok) dispatch({ kind: 'saved', welcome: saved.value });
      else dispatch({ kind: 'saving-failed', why: saved.fault.kind });
      if (came.length > 0) await wait(PASS_SEEN_MS);
      for (const face of came.splice(0)) dispatch({ kind: 'face', face });
      waiting = undefined;
    },
  };
}

async function answerTo<T>(call: () => Promise<T>): Promise<T | undefined> {
  for (let asked = 0; asked < TIMES_ASKED; asked++) {
    if (asked > 0) await wait(ASK_AGAIN_MS);
    const answer = await call().catch(() => undefined);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
