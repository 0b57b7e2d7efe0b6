import type { z } from 'zod';
import { accountCalls as contract } from '../../../shared/contract/accounts.ts';
import type {
  AnsweredBy,
  CallInput,
  CallName,
  CallOutput,
} from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { HandedOver } from '../../../shared/contract/shapes.ts';
import { diskFault } from '../../../shared/disk-fault.ts';
import type { Fair } from '../../../shared/fair.ts';
import type { Upstream } from '../../../shared/hub-messages.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { staysHere } from '../../../shared/server-pins.ts';
import type { AuditDeed } from '../store/audit.ts';
import { makeAddressCode } from './address-code.ts';
import type { HubHere } from './hub-here.ts';

/** What the organiser's page asks of the hub that runs here. */

export interface HubCallsOptions {
  readonly hub: HubHere;
  readonly newest: () => Fair;
  /** The organiser's keys while they are open. */
  readonly signingKey: () => Uint8Array | undefined;
  /** A revision that names these keys of servers. */
  readonly publish: (
    serverPins: readonly string[],
  ) => Promise<Result<{ readonly file: HandedOver | null }, { readonly kind: 'not-taken' }>>;
  readonly note: (deed: AuditDeed) => void;
  readonly now: () => number;
}

type AccountCall = Extract<AnsweredBy<'station'>, `accounts.${string}`>;
type HubCalls = Pick<Handlers, Extract<CallName, `hub.${string}`> | AccountCall>;

/** A code carries them all, and the fair names no more (`serverPinsSchema`). */
const MOST_PINS = 8;

export function hubCalls(options: HubCallsOptions): HubCalls {
  const { hub, newest, note } = options;
  const ask = answersOf(hub);

  /** What is written down about it is on disk before anything else happens. */
  async function saved(deed: () => Promise<void>, noted?: AuditDeed) {
    if (!hub.canRun) return fail({ kind: 'cannot-run' as const });
    try {
      await deed();
    } catch (error) {
      if (!diskFault(error)) throw error;
      return fail({ kind: 'not-saved' as const });
    }
    if (noted) note(noted);
    return ok({});
  }

  return {
    'hub.state': () => hub.view(newest()),
    'hub.switch': ({ on: isOn }) =>
      saved(() => hub.switchTo(isOn), { did: isOn ? 'hub-on' : 'hub-off' }),
    'hub.choose': ({ address }) => saved(() => hub.choose(address)),
    'hub.otherPort': () => saved(() => hub.otherPort()),
    'hub.upstream': async ({ upstream }) => {
      const fault = upstream && upstreamFault(upstream, hub);
      if (fault) return fail({ kind: fault });
      return saved(() => hub.setUpstream(upstream), { did: 'hub-upstream' });
    },
    'hub.sign': () => sign(options),
    'accounts.fairs': ask('accounts.fairs'),
    'accounts.list': ask('accounts.list'),
    'accounts.add': ask('accounts.add'),
    'accounts.password': ask('accounts.password'),
    'accounts.role': ask('accounts.role'),
    'accounts.endSessions': ask('accounts.endSessions'),
    'accounts.remove': ask('accounts.remove'),
    'accounts.addToken': ask('accounts.addToken'),
    'accounts.removeToken': ask('accounts.removeToken'),
  };
}

/** A password would cross the network in the clear, and a hub that hands on to itself never ends. */
function upstreamFault({ address }: Upstream, hub: HubHere) {
  const url = URL.parse(address);
  if (!url || url.search + url.hash + url.username + url.password !== '') return 'bad-address';
  if (url.protocol === 'http:' && !staysHere(address)) return 'not-encrypted';
  const own = [hub.own()?.server, hub.place()?.server];
  const isOwn = own.some((server) => server !== undefined && URL.parse(server)?.host === url.host);
  return isOwn ? 'itself' : undefined;
}

/** The revision first: at a station that takes the code, the fair must not contradict it. */
async function sign(options: HubCallsOptions): Promise<CallOutput<'hub.sign'>> {
  const { hub, newest, note } = options;
  const signingKey = options.signingKey();
  if (!signingKey) return fail({ kind: 'locked' });
  const { pin, pinned, server } = hub.view(newest());
  if (pin === null || hub.place() === undefined) {
    return fail({ kind: server === null && pin !== null ? 'no-address' : 'not-up' });
  }
  const named = await nameKey(options, pin, pinned);
  if (!named.ok) return named;
  const place = hub.place();
  if (!place) return fail({ kind: 'not-up' });
  // A clock that was put back must not make a code that no station takes.
  const ms = Math.max(options.now(), (hub.settings().code?.ms ?? 0) + 1);
  const { id, revision } = newest();
  const address = { fair: id, revision, ms, server: place.server, pins: [...place.pins] };
  const text = makeAddressCode(address, signingKey);
  try {
    await hub.keepCode({ text, ms, server: place.server, pin });
  } catch (error) {
    if (!diskFault(error)) throw error;
    return fail({ kind: 'not-saved' });
  }
  note({ did: 'hub-address-signed' });
  return ok({ file: named.value });
}

/** Undone only by another revision; the file is the organiser's own, which goes with it. */
async function nameKey(
  { newest, publish }: HubCallsOptions,
  pin: string,
  pinned: 'yes' | 'no' | 'must',
): Promise<Result<HandedOver | null, { readonly kind: 'too-many-keys' | 'not-taken' }>> {
  if (pinned !== 'must') return ok(null);
  const pins = [...(newest().serverPins ?? []), pin];
  if (pins.length > MOST_PINS) return fail({ kind: 'too-many-keys' });
  const published = await publish(pins);
  return published.ok ? ok(published.value.file) : published;
}

/** The contract's schemas, typed so that a name and its schema stay together. */
const outputs: { readonly [N in AccountCall]: { readonly output: z.ZodType<CallOutput<N>> } } =
  contract;

function answersOf(hub: HubHere) {
  return <N extends AccountCall>(name: N) =>
    async (input: CallInput<N>): Promise<CallOutput<N>> => {
      const reply = await hub.call(name, input);
      const noHub = { ok: false, fault: { kind: 'no-hub' } };
      return outputs[name].output.parse(reply.ok ? reply.value : noHub);
    };
}
