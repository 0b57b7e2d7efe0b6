/** Runs one task after another: a tap and a scan never work on the same person at once. */
export function turns() {
  let last: Promise<unknown> = Promise.resolve();
  let saving = 0;

  function inTurn<T>(work: () => Promise<T> | T): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  /** Also queued; a scan meanwhile would remove a pass before anybody has seen it. */
  function whileSaving<T>(work: () => Promise<T> | T): Promise<T> {
    saving += 1;
    return inTurn(work).finally(() => {
      saving -= 1;
    });
  }

  return { inTurn, whileSaving, isSaving: (): boolean => saving > 0 };
}
