import type { NetworkInterfaceInfo } from 'node:os';
import { join } from 'node:path';
import type { Reply } from '../../../shared/contract/bridge.ts';
import type { HallAddress, HubView } from '../../../shared/contract/hub.ts';
import type { Fair, SignedFair } from '../../../shared/fair.ts';
import { type HubAddress, readHubAddress } from '../../../shared/hub-address.ts';
import type {
  HeldBack,
  HubHealth,
  HubOpening,
  HubRun,
  Upstream,
} from '../../../shared/hub-messages.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { isForGood } from '../../../shared/sync/for-good.ts';
import type { Timers } from '../clock/timers.ts';
import { networkTo } from '../sync/network.ts';
import { addressNow, THIS_MACHINE, watchAddresses } from './hall-addresses.ts';
import type { HubDoor } from './hub-door.ts';
import { hasHubData } from './hub-left.ts';
import { HUB_FOLDER, type HubSettings, hubSettings } from './hub-settings.ts';
import { type HubSeen, hubView, pinnedIn } from './hub-view.ts';
import { type Offer, type OfferFault, offerStation } from './offer.ts';
import { signedUpstream, takenUpstream } from './upstream-by-code.ts';

/**
 * The hub of this station: whether it is on, how it does, and where the hall reaches it. It is there before the
 * station is unlocked, so that a machine that was restarted at noon serves the hall at once.
 */

export interface HubHereOptions {
  /** Absent where nobody runs a hub beside this station. */
  readonly door?: HubDoor;
  readonly folder: string;
  readonly version: string;
  /** The newest revision, as it was signed. */
  readonly signedFair: () => Promise<SignedFair | undefined>;
  readonly interfaces: () => NodeJS.Dict<NetworkInterfaceInfo[]>;
  readonly timers: Timers;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly onTrouble: (what: string, error: unknown) => void;
  /** All of this machine's; a test listens on this machine alone. */
  readonly host?: string;
}

type HubOffer = Pick<Offer, 'fair' | 'keys' | 'slot' | 'minutes'>;

type HubOfferFault = OfferFault | { readonly kind: 'no-hub' | 'unnamed-key' };

/** Where other machines reach the hub that runs here. */
interface HubPlace {
  readonly server: string;
  readonly pins: readonly string[];
}

export interface HubHere {
  /** Undefined while none runs, or while nobody has said under which address. */
  place(): HubPlace | undefined;
  /** How this machine itself reaches its hub; also while that is being restarted. */
  own(): { readonly server: string; readonly pin: string } | undefined;
  /** Leaves a station's file at the hub, and returns the text of its enrolment code. */
  offer(offer: HubOffer): Promise<Result<string, HubOfferFault>>;
  view(fair: Fair): HubView;
  /**
   * What the server above refuses for good; nothing if it has all, and where there is none above, or no hub.
   * Undefined while something may still be handed on.
   */
  held(): readonly HeldBack[] | undefined;
  /** Whether a hub can run here at all. */
  readonly canRun: boolean;
  settings(): HubSettings;
  /** Rejects where it cannot be saved; nothing has changed then. */
  switchTo(isOn: boolean): Promise<void>;
  choose(address: string): Promise<void>;
  /** Another port than the one that somebody else has. */
  otherPort(): Promise<void>;
  setUpstream(upstream: Upstream | null): Promise<void>;
  /** To the hub of an address code that was scanned here, where P129 says so. */
  handOn(address: HubAddress): Promise<void>;
  keepCode(code: NonNullable<HubSettings['code']>): Promise<void>;
  readonly revised: () => void;
  call(name: string, input: unknown): Promise<Reply>;
  /** Its page shows something else now. */
  onView(listener: () => void): void;
  /** This machine's own station finds it elsewhere now, or no more. */
  onTarget(listener: () => void): void;
  close(): void;
}

const FIRST_PORT = 5190;
const EVERY_ADDRESS = '0.0.0.0';

export async function hubHere(options: HubHereOptions): Promise<HubHere> {
  const { door, timers, onTrouble } = options;
  const settings = await hubSettings(options.folder);
  let run: HubRun = { at: 'off' };
  let onView = (): void => undefined;
  let onTarget = (): void => undefined;
  const onChange = (): void => {
    onView();
    onTarget();
  };
  let closed = false;

  const addresses = watchAddresses(options.interfaces, timers, onChange);
  const chosen = () => addressNow(addresses.now(), settings.now().chosen);
  const trouble = (error: unknown): void => onTrouble('hub', error);

  function place(): HubPlace | undefined {
    const at = chosen();
    if (run.at !== 'up' || !at) return undefined;
    const { port, pin } = run.opened;
    return { server: `https://${at.address}:${port}`, pins: [pin] };
  }

  function own() {
    const { on: isOn, port, pin } = settings.now();
    if (!isOn || port === undefined || pin === undefined) return undefined;
    return { server: `https://${THIS_MACHINE}:${port}`, pin };
  }

  async function begin(): Promise<void> {
    const opening = await openingOf(options, settings.now());
    if (!door || !opening || closed) return;
    await door.start(opening);
    heard(await door.look());
  }

  function heard(next: HubRun): void {
    run = next;
    if (run.at === 'up') {
      const { port, pin } = run.opened;
      const known = settings.now();
      if (known.port !== port || known.pin !== pin) {
        settings.change({ port, pin }).then(onChange, trouble);
      }
    }
    onChange();
  }

  door?.onRun(heard);
  begin().catch(trouble);

  const seen = (): HubSeen => ({
    run,
    settings: settings.now(),
    addresses: addresses.now(),
    chosen: chosen(),
    canRun: door !== undefined,
  });

  return {
    canRun: door !== undefined,
    place,
    own,
    settings: settings.now,
    held() {
      const { on: isOn, upstream } = settings.now();
      // What it took before it was switched off may not have been handed on: nobody can tell while it is off.
      if (!isOn) return hasHubData(options.folder) ? undefined : [];
      if (!upstream) return [];
      return run.at === 'up' ? heldAbove(run.health?.upstream) : undefined;
    },
    view: (fair) => hubView(fair, seen()),
    async offer({ fair, keys, slot, minutes }) {
      const [at, here] = [place(), own()];
      if (!at || !here || run.at !== 'up') return fail({ kind: 'no-hub' });
      if (pinnedIn(fair, here.pin) === 'must') return fail({ kind: 'unnamed-key' });
      return offerStation({
        fair,
        keys,
        slot,
        minutes,
        ...at,
        here: here.server,
        token: run.opened.token,
        reach: await networkTo({ server: here.server, pins: () => [here.pin] }),
        randomBytes: options.randomBytes,
      });
    },
    ...hubDeeds({ settings, door, own, addresses: addresses.now, chosen, begin, onChange }),
    revised() {
      options
        .signedFair()
        .then((fair) => (fair && settings.now().on ? door?.revise(fair) : undefined))
        .catch(trouble);
      onChange();
    },
    call: (name, input) =>
      door?.call(name, input) ?? Promise.resolve({ ok: false, fault: { kind: 'not-open' } }),
    onView: (listener) => void (onView = listener),
    onTarget: (listener) => void (onTarget = listener),
    close() {
      closed = true;
      addresses.stop();
    },
  };
}

function heldAbove(state: HubHealth['upstream'] | undefined): readonly HeldBack[] | undefined {
  if (state?.at === 'up-to-date') return [];
  const held = state?.held ?? [];
  return held.length > 0 && held.every(({ why }) => isForGood(why)) ? held : undefined;
}

/** Undefined while it is off. */
async function openingOf(
  { folder, host = EVERY_ADDRESS, version, signedFair }: HubHereOptions,
  { on: isOn, port, upstream }: HubSettings,
): Promise<HubOpening | undefined> {
  const fair = isOn ? await signedFair() : undefined;
  return (
    fair && {
      folder: join(folder, HUB_FOLDER),
      host,
      port: port ?? FIRST_PORT,
      thisPort: port !== undefined,
      version,
      fair,
      ...(upstream && { upstream }),
    }
  );
}

interface DeedParts {
  readonly settings: Awaited<ReturnType<typeof hubSettings>>;
  readonly door: HubDoor | undefined;
  readonly own: HubHere['own'];
  readonly addresses: () => readonly HallAddress[];
  readonly chosen: () => HallAddress | undefined;
  readonly begin: () => Promise<void>;
  readonly onChange: () => void;
}

type Deeds = Pick<
  HubHere,
  'switchTo' | 'choose' | 'otherPort' | 'setUpstream' | 'handOn' | 'keepCode'
>;

/** What the organiser does to it: on disk first. */
function hubDeeds({ settings, door, own, addresses, chosen, begin, onChange }: DeedParts): Deeds {
  return {
    async switchTo(isOn) {
      const at = chosen();
      await settings.change({
        on: isOn,
        ...(isOn && at && { chosen: { address: at.address, name: at.name } }),
      });
      await (isOn ? begin() : door?.stop());
      onChange();
    },
    async choose(address) {
      const at = addresses().find((each) => each.address === address);
      if (at) await settings.change({ chosen: { address, name: at.name } });
      onChange();
    },
    async otherPort() {
      await settings.change({ port: undefined });
      await door?.stop();
      await begin();
    },
    async setUpstream(upstream) {
      await settings.change({ upstream: upstream ?? undefined, upstreamFrom: undefined });
      await begin();
      onChange();
    },
    async handOn(address) {
      const { pin } = own() ?? {};
      if (pin === undefined || !takenUpstream(settings.now(), pin, address)) return;
      await settings.change((before) => takenUpstream(before, pin, address) ?? {});
      await begin();
      onChange();
    },
    async keepCode(code) {
      const handedOn = settings.now().upstream;
      const signed = readHubAddress(code.text);
      await settings.change((before) => ({ code, ...signedUpstream(before, signed) }));
      if (handedOn && !settings.now().upstream) await begin();
      onChange();
    },
  };
}
