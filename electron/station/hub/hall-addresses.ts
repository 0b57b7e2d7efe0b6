import type { NetworkInterfaceInfo } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import type { HallAddress } from '../../../shared/contract/hub.ts';
import type { Timers } from '../clock/timers.ts';

/** The addresses under which a hall's stations may reach this machine, the likeliest first. */

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Of programs that give a machine networks of its own: nobody in the hall is in one of them. */
const VIRTUAL =
  /virtual|vbox|vmware|vmnet|vethernet|hyper-v|docker|^br-|^veth|wsl|tun|tap|vpn|ppp|utun|zerotier|tailscale|wireguard|^wg|bluetooth|蓝牙/i;
const WIFI = /wi-?fi|wlan|wireless|无线|^wl|airport/i;

const order: readonly HallAddress['kind'][] = ['cable', 'wifi', 'unassigned', 'virtual', 'here'];

export const THIS_MACHINE = '127.0.0.1';

export function hallAddresses(interfaces: Interfaces): readonly HallAddress[] {
  const found = Object.entries(interfaces).flatMap(([name, all = []]) =>
    all
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }): HallAddress => ({ address, name, kind: kindOf(name, address) })),
  );
  const here: HallAddress = { address: THIS_MACHINE, name: '', kind: 'here' };
  return [...found, here].toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function kindOf(name: string, address: string): HallAddress['kind'] {
  // What a machine gives itself where no router answers; two such machines on one cable still meet.
  if (address.startsWith('169.254.')) return 'unassigned';
  if (VIRTUAL.test(name)) return 'virtual';
  return WIFI.test(name) ? 'wifi' : 'cable';
}

/** Where the hub was, as the clerk chose it. */
export interface ChosenAddress {
  readonly address: string;
  readonly name: string;
}

/**
 * The chosen one while it is there; then another one of the same network card, or the only one of the hall. Undefined
 * where somebody has to choose.
 */
export function addressNow(
  addresses: readonly HallAddress[],
  chosen: ChosenAddress | undefined,
): HallAddress | undefined {
  const same = addresses.find(({ address }) => address === chosen?.address);
  if (same) return same;
  const ofCard = addresses.filter(({ name }) => name === chosen?.name);
  if (ofCard.length === 1) return ofCard[0];
  const real = addresses.filter(({ kind }) => kind === 'cable' || kind === 'wifi');
  return real.length === 1 ? real[0] : undefined;
}

/** How often the machine's addresses are looked at: a router may give another one at any time. */
const LOOK_MS = 3_000;

export function watchAddresses(interfaces: () => Interfaces, timers: Timers, onChange: () => void) {
  let known = hallAddresses(interfaces());
  let stop = timers.after(LOOK_MS, look);

  function look(): void {
    stop = timers.after(LOOK_MS, look);
    const now = hallAddresses(interfaces());
    if (isDeepStrictEqual(now, known)) return;
    known = now;
    onChange();
  }

  return { now: () => known, stop: () => stop() };
}
