import type { StationEvent } from '../../../shared/contract/calls.ts';
import type { MovedServer } from '../hub/address-code.ts';
import type { Scan } from '../reader/scan.ts';

/** Takes an address code wherever it is scanned, and tells the page; false for any other scan. */
export function addressScan(
  moved: MovedServer | undefined,
  emit: (event: StationEvent) => void,
  onTaken: () => void = () => undefined,
) {
  return async (scan: Scan): Promise<boolean> => {
    const taken = scan.kind === 'code' ? await moved?.take(scan.text) : undefined;
    if (!taken) return false;
    if (taken.ok) onTaken();
    const payload = taken.ok
      ? { step: 'taken' as const, server: taken.value.server }
      : { step: taken.fault.kind };
    emit({ name: 'address', payload });
    return true;
  };
}
