import { type Caught, flushDue, noBurst, press, silence } from './burst.ts';
import { fieldOf, type Picture, pictureOf, watchComposition } from './field-guard.ts';

/**
 * Listens to the page before any other listener, so that it catches a scan whatever has the focus, and even
 * while an input method is active.
 */

export interface WedgeListeners {
  readonly onScan: (text: string) => void;
  /** A person's keys without a focused field: for on-screen keys, if there are any. */
  readonly onTyped: (text: string) => void;
  /** A person's keys in a field, which already has them. */
  readonly onFieldTyped: () => void;
}

export function listenForWedge({ onScan, onTyped, onFieldTyped }: WedgeListeners): () => void {
  let burst = noBurst;
  let picture: Picture | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(caught: readonly Caught[]): void {
    for (const { kind, text } of caught) {
      if (kind === 'scan') {
        picture?.restore(text);
        onScan(text);
      } else if (picture) onFieldTyped();
      else onTyped(text);
      picture = undefined;
    }
  }

  function settle(): void {
    // Processes keys that waited behind a busy page first: their own times decide.
    timer = setTimeout(() => {
      const step = silence(burst, performance.now());
      burst = step.burst;
      tell(step.caught);
      schedule();
    }, 0);
  }

  function schedule(): void {
    clearTimeout(timer);
    const due = flushDue(burst);
    if (due !== undefined) timer = setTimeout(settle, Math.max(0, due - performance.now()));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const field = fieldOf(event.target);
    const step = press(burst, {
      code: event.code,
      shift: event.shiftKey,
      command: event.ctrlKey || event.altKey || event.metaKey,
      repeat: event.repeat,
      at: event.timeStamp,
    });
    tell(step.caught);
    if (step.burst.presses === 1 && field) picture = pictureOf(field);
    burst = step.burst;
    // In a field even a scan's characters may arrive (they are put back), but its Enter must not.
    const ends = step.burst.presses === 0;
    if (step.swallow && (ends || !field)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    schedule();
  }

  const forgetComposition = watchComposition();
  window.addEventListener('keydown', onKeyDown, { capture: true });
  return () => {
    forgetComposition();
    clearTimeout(timer);
    window.removeEventListener('keydown', onKeyDown, { capture: true });
  };
}
