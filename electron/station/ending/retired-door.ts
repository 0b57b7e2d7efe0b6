import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { Destruction } from '../../../shared/report/destruction.ts';
import { dispatcher } from '../../../shared/contract/dispatch.ts';
import { fail, ok } from '../../../shared/result.ts';
import { type Saving, savedFiles } from '../export/saved-files.ts';
import type { Timers } from '../clock/timers.ts';
import type { StationDoor } from '../open/station-door.ts';
import type { Telling } from './tell-destroyed.ts';
import { certificatePage } from '../printed-pages/certificate-page.ts';

/** What is left of a station whose keys are destroyed: a page with its certificate, and the way out. */

export interface RetiredDoorOptions {
  readonly folder: string;
  /** Absent if an earlier version retired the folder. */
  readonly certificate: Destruction | undefined;
  readonly canLeave: boolean;
  /** Absent where the machine could sign nothing before its key went. */
  readonly telling: Telling | undefined;
  /** Makes the machine an empty one, behind the same door. */
  readonly beginAnew: () => Promise<CallOutput<'ending.anew'>>;
  readonly saving?: Saving;
  readonly timers: Timers;
  readonly newId: () => string;
  readonly onTrouble: (what: string, error: unknown) => void;
}

export function retiredDoor(options: RetiredDoorOptions): StationDoor {
  const { folder, certificate, canLeave, saving, timers, newId, onTrouble } = options;
  let onLeave: () => void = () => undefined;
  // Nothing here is anybody's secret any more: anyone who stands there may save the certificate.
  const files = savedFiles({
    saving,
    folder,
    settings: { savedFolder: () => undefined, setSavedFolder: () => undefined },
    maySave: () => true,
    isStaff: () => false,
    timers,
    newId,
  });
  const dispatch = dispatcher(
    {
      'station.hello': () => {
        files.forget();
        return { state: 'retired', certificate: certificate ?? null, canLeave };
      },
      'station.alive': () => ({}),
      'station.battery': () => ({}),
      'station.camera': () => ({}),
      // Only a browser has a dialogue for paper; at a kiosk it would freeze the page.
      'print.ways': () => ({ here: saving !== undefined, printer: false }),
      'ending.certificate': async () => {
        if (!certificate) return fail({ kind: 'none' });
        const { station, fair } = certificate;
        const name = `销毁证明-${fair.zh}-${station.slot}号.html`;
        return ok(files.handOver(name, Buffer.from(await certificatePage(certificate))));
      },
      'ending.report': () => ({ at: options.telling?.at() ?? 'none' }),
      'ending.anew': () => options.beginAnew(),
      'ending.leave': () => {
        if (canLeave) onLeave();
        return {};
      },
      ...files.calls,
    },
    onTrouble,
  );
  return {
    dispatch,
    onEvent: () => () => undefined,
    onLeave(listener) {
      onLeave = listener;
    },
    notify: () => undefined,
    scanInHand: () => undefined,
    close: async () => options.telling?.close(),
  };
}
