import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFault, type DiskFault } from '../../../shared/disk-fault.ts';
import type { Fair } from '../../../shared/fair.ts';
import {
  HUB_ADDRESS_DOMAIN,
  type HubAddress,
  type HubAddressFault,
  hubAddressText,
  hubAddressWords,
  isHubAddressText,
  judgeHubAddress,
} from '../../../shared/hub-address.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isSigned, signText } from '../keys/fair-keys.ts';
import { writeWhole } from '../keys/whole-file.ts';

/** Address codes at both ends: the organiser's station signs them, and every station takes them (P108). */

export const makeAddressCode = (address: HubAddress, signingKey: Uint8Array): string =>
  hubAddressText({
    ...address,
    signature: signText(HUB_ADDRESS_DOMAIN, hubAddressWords(address), signingKey),
  });

/** The newest code that this station took. It is kept as it was signed, and read with the same eyes again. */
const ADDRESS_FILE = 'server-address.txt';

type Key = Pick<Fair, 'id' | 'signingKey'>;

export interface MovedServer {
  current(): HubAddress | undefined;
  /** Undefined for any other code. */
  take(text: string): Promise<Result<HubAddress, HubAddressFault | DiskFault> | undefined>;
  onMoved(listener: () => void): void;
  /** The hub on this machine hands on to that place, since another one is the hall's now. */
  handsOn?(address: HubAddress): boolean;
}

export async function movedServer(folder: string, fair: Key): Promise<MovedServer> {
  const kept = await readFile(join(folder, ADDRESS_FILE), 'utf8').catch(() => '');
  const judged = judgeHubAddress(fair, kept.trim(), undefined, isSigned);
  let held = judged.ok ? judged.value : undefined;
  let onMoved = (): void => undefined;

  async function take(text: string): Promise<Result<HubAddress, HubAddressFault | DiskFault>> {
    const taken = judgeHubAddress(fair, text, held, isSigned);
    if (!taken.ok) return taken;
    try {
      await writeWhole(join(folder, ADDRESS_FILE), `${text}\n`);
    } catch (error) {
      const fault = diskFault(error);
      if (!fault) throw error;
      return fail(fault);
    }
    held = taken.value;
    onMoved();
    return ok(taken.value);
  }

  return {
    current: () => held,
    take: async (text) => (isHubAddressText(text) ? take(text) : undefined),
    onMoved: (listener) => void (onMoved = listener),
  };
}
