import type { z } from 'zod';
import type { FaceEvent } from '../../shared/contract/arrival.ts';
import type { BoothFace } from '../../shared/contract/booth.ts';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
  type StationEvent,
} from '../../shared/contract/calls.ts';
import type { Welcome } from '../../shared/contract/people.ts';
import type { Result } from '../../shared/result.ts';
import type { StationDoor } from '../../electron/station/open/station-door.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import type { ReaderListener } from '../../electron/station/reader/reader-set.ts';
import type { Scan } from '../../electron/station/reader/scan.ts';
import { openStation } from '../../electron/station/open/open-station.ts';
import { realTimers } from '../../electron/station/clock/timers.ts';
import { type Answer, numberedOrder, type Opening, type Order } from './orders.ts';

/**
 * A station of a rehearsal in its own process, so that it can be killed. It runs the real `station.ts`;
 * the parent process plays its readers and its page's taps.
 */

let nowMs = 0;
let listener: ReaderListener | undefined;
let door: StationDoor | undefined;
/** What the screen of a booth laptop shows. */
let face: BoothFace | undefined;
let cards: Opening['cards'] = {};
const bound = new Set<string>();
let onEvent: (event: StationEvent) => void = () => undefined;

process.on('message', (message) => {
  const { number, order } = numberedOrder.parse(message);
  obey(order)
    .then((done) => answer({ number, fault: '', ...done }))
    .catch((error: unknown) => answer({ number, fault: String(error) }));
});
// The parent process is gone, so nobody needs this station any more.
process.on('disconnect', () => process.exit());

function answer(message: Answer): void {
  process.send?.(message);
}

async function obey(order: Order): Promise<Partial<Answer>> {
  switch (order.do) {
    case 'open':
      await open(order);
      return {};
    case 'enter':
      ({ nowMs } = order);
      return { pass: await enter(order) };
    case 'call':
      ({ nowMs } = order);
      await attend(order);
      return {};
    case 'walk-in': {
      ({ nowMs } = order);
      const counter = await bindScanner(order.booth);
      granted(await call('booth.walkIn', { counter, turn: turnAt(counter) }));
      return {};
    }
    case 'online':
      await call('station.online', {});
      return {};
    case 'close':
      await door?.close();
      return {};
  }
}

async function open({ folder, fair, slot, server, ...opening }: Opening): Promise<void> {
  ({ cards } = opening);
  const key = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));
  const opened = await openStation({
    folder,
    fair,
    slot,
    secrets: {
      passSeed: key(opening.passSeed),
      ...(opening.pseudonymKey !== undefined && { pseudonymKey: key(opening.pseudonymKey) }),
    },
    registrations: [],
    version: 'rehearsal',
    canLeave: false,
    server,
    now: () => nowMs,
    randomBytes: randomness(),
    timers: realTimers,
    onTrouble: (what, error) => console.error(`${slot}, ${what}:`, error),
    connectReaders: async (listens) => {
      listener = listens;
      return { states: () => [], health: () => [], close: async () => undefined };
    },
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  door = opened.value;
  door.onEvent((event) => onEvent(event));
  await call('station.hello', {});
}

const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;

async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const reply = await door?.dispatch(name, input);
  if (!reply?.ok) throw new Error(`${name}: ${reply?.fault.kind}`);
  return outputs[name].output.parse(reply.value);
}

function granted<T>(result: Result<T, { readonly kind: string }>): T {
  if (!result.ok) throw new Error(result.fault.kind);
  return result.value;
}

/** Scans, and waits for the event that the page gets. */
function scanAndWait<T>(scan: Scan, reader: string, pick: (event: StationEvent) => T | undefined) {
  return new Promise<T>((resolve) => {
    onEvent = (event) => {
      if (event.name === 'booths') face = event.payload;
      const found = pick(event);
      if (found !== undefined) resolve(found);
    };
    listener?.onScan(scan, reader);
  });
}

async function enter({ card, consents }: Extract<Order, { do: 'enter' }>): Promise<string> {
  const shown = await scanAndWait({ kind: 'id-card', card }, 'cards', (event) =>
    event.name === 'face' ? event.payload : undefined,
  );
  const welcome = await welcomed(shown, consents);
  await call('arrival.leave', { arrival: welcome.arrival });
  await call('station.hello', {});
  return welcome.pass.text;
}

/** A person who agreed here before is not asked again. */
async function welcomed(shown: FaceEvent, consent: boolean): Promise<Welcome> {
  if (shown.kind === 'welcome') return shown.welcome;
  if (shown.kind !== 'arrival') throw new Error(`the card led to ${JSON.stringify(shown)}`);
  const { arrival } = shown.arrival;
  return granted(await call('arrival.consent', { arrival, consent }));
}

/** Binds a scanner to each booth; returns the booth's counter. */
async function bindScanner(booth: string): Promise<string> {
  const scanner = `scanner-${booth}`;
  if (bound.has(booth)) return scanner;
  const text = cards[booth];
  if (text === undefined) throw new Error(`no card of ${booth}`);
  await scanAndExpect(scanner, text, 'bound');
  bound.add(booth);
  return scanner;
}

async function scanAndExpect(scanner: string, text: string, expected: string): Promise<void> {
  const answer = await scanAndWait({ kind: 'code', text }, scanner, (event) =>
    event.name === 'counter' ? event.payload.said : undefined,
  );
  if (answer.kind !== expected) throw new Error(`${scanner} said ${JSON.stringify(answer)}`);
}

function turnAt(counter: string): string {
  const turn = face?.counters.find(({ id }) => id === counter)?.turn;
  if (turn === undefined) throw new Error(`no counter ${counter}`);
  return turn;
}

/**
 * One person at a booth. After a power cut the recruiter scans again, sees what is already there, and taps
 * what is missing.
 */
async function attend(order: Extract<Order, { do: 'call' }>): Promise<void> {
  const { booth, pass, post, intent, slip } = order;
  const counter = await bindScanner(booth);
  await scanAndExpect(counter, pass, 'visit');
  const standing = face?.counters.find(({ id }) => id === counter)?.standing;
  if (!standing) throw new Error(`nobody stands at ${booth}`);
  const { history } = standing;
  const turn = turnAt(counter);
  for (const kind of order.taps) {
    const isDone = history.some((action) => action.kind === kind && action.post === post);
    if (!isDone) granted(await call(`booth.${kind}`, { counter, turn, post }));
  }
  const newest = history.findLast(({ kind }) => kind === 'intent');
  if (!intent || (newest?.step === intent.step && newest.post === intent.post)) return;
  if (slip) {
    granted(await call('booth.intent', { counter, turn, ...slip }));
    const { recent = [] } = face?.booths.find(({ code }) => code === booth) ?? {};
    // A visit from another machine may be above it in the list.
    const fact = recent.find(
      (action) =>
        action.kind === 'intent' && action.step === slip.step && action.post === slip.post,
    );
    if (!fact) throw new Error('the screen does not show the wrong intent');
    granted(await call('booth.undo', { booth, fact: fact.fact, reason: 'slip' }));
  }
  granted(await call('booth.intent', { counter, turn, ...intent }));
}
