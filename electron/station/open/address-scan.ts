import type { StationEvent } from '../../../shared/contract/calls.ts';
import type { MovedServer } from '../hub/address-code.ts';
import type { Scan } from '../reader/scan.ts';

/** Takes an address code wherever it is scanned, and tells the page; false for any other scan. */
export function addressScan(
  moved: MovedServer | undefined,
  emit: (event: StationEvent) => void,
  onTaken: (did: 'server-moved' | 'hub-handed-on') => void = () => undefined,
) {
  return async (scan: Scan): Promise<boolean> => {
    const taken = scan.kind === 'code' ? await moved?.take(scan.text) : undefined;
    if (!taken) return false;
    if (!taken.ok) {
      emit({ name: 'address', payload: { step: taken.fault.kind } });
      return true;
    }
    const byHub = moved?.handsOn?.(taken.value) ?? false;
    onTaken(byHub ? 'hub-handed-on' : 'server-moved');
    const step = byHub ? 'handed-on' : 'taken';
    emit({ name: 'address', payload: { step, server: taken.value.server } });
    return true;
  };
}
