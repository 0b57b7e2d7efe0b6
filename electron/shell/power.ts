import type { PowerSaveBlocker } from 'electron';

/** Nobody wakes a kiosk by moving a mouse, so its display stays on until this is released. */
export function keepAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): () => void {
  const id = blocker.start('prevent-display-sleep');
  return () => {
    blocker.stop(id);
  };
}
