import type { z } from 'zod';
import type { BoothFace } from '../../../shared/contract/booth.ts';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
  type StationEvent,
} from '../../../shared/contract/calls.ts';
import type { DeskFace } from '../../../shared/contract/desk.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../clock/timers.ts';
import type { StationSecrets } from '../keys/fair-pack.ts';
import { openStation } from '../open/open-station.ts';
import type { ReaderListener } from '../reader/reader-set.ts';
import type { IdCard, Scan } from '../reader/scan.ts';

/** A real station of the copy, whose readers and page's taps are played. */

export interface Playing {
  readonly folder: string;
  readonly fair: Fair;
  readonly slot: number;
  readonly secrets: StationSecrets;
  readonly now: () => number;
  readonly timers: Timers;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly onTrouble: (what: string, error: unknown) => void;
}

export type Step = Result<undefined, { readonly kind: string }>;
export type PlayedStation = Awaited<ReturnType<typeof playedStation>>;

/** A station that says nothing has failed. */
const ANSWERS_WITHIN_MS = 10_000;

const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;

export async function playedStation(playing: Playing) {
  let listener: ReaderListener | undefined;
  let heard: (event: StationEvent) => void = () => undefined;
  let booths: BoothFace | undefined;
  let desks: DeskFace | undefined;
  const opened = await openStation({
    ...playing,
    registrations: [],
    version: 'rehearsal',
    canLeave: false,
    connectReaders: async (listens) => {
      listener = listens;
      return { states: () => [], health: () => [], close: async () => undefined };
    },
  });
  if (!opened.ok) return opened;
  const door = opened.value;
  door.onEvent((event) => {
    if (event.name === 'booths') booths = event.payload;
    if (event.name === 'desks') desks = event.payload;
    heard(event);
  });
  await call('station.hello', {});

  async function call<N extends CallName>(
    name: N,
    input: CallInput<N>,
  ): Promise<CallOutput<N> | undefined> {
    const reply = await door.dispatch(name, input);
    return reply.ok ? outputs[name].output.parse(reply.value) : undefined;
  }

  async function done<N extends CallName>(name: N, input: CallInput<N>): Promise<Step> {
    const reply = await door.dispatch(name, input);
    if (!reply.ok) return fail({ kind: reply.fault.kind });
    const answer: unknown = reply.value;
    const refused = refusalIn(answer);
    return refused === undefined ? ok(undefined) : fail({ kind: refused });
  }

  /** Scans, and waits for what the page gets. */
  function scanned<T>(
    scan: Scan,
    reader: string,
    pick: (event: StationEvent) => T | undefined,
  ): Promise<T | undefined> {
    return new Promise((resolve) => {
      const cancel = playing.timers.after(ANSWERS_WITHIN_MS, () => resolve(undefined));
      heard = (event) => {
        const found = pick(event);
        if (found === undefined) return;
        cancel();
        resolve(found);
      };
      listener?.onScan(scan, reader);
    });
  }

  async function said(text: string, reader: string, expected: string): Promise<Step> {
    const answer = await scanned({ kind: 'code', text }, reader, (event) =>
      event.name === 'counter' ? event.payload.said : undefined,
    );
    if (!answer) return fail({ kind: 'no-answer' });
    if (answer.kind === expected) return ok(undefined);
    return fail({ kind: answer.kind === 'refused' ? answer.why : answer.kind });
  }

  const atCounter = (counter: string) => {
    const all = [...(booths?.counters ?? []), ...(desks?.counters ?? [])];
    return { counter, turn: all.find(({ id }) => id === counter)?.turn ?? 'none' };
  };

  return ok({
    /** Card, consent, pass in hand; returns the pass. */
    async enter(card: IdCard): Promise<Result<string, { readonly kind: string }>> {
      const shown = await scanned({ kind: 'id-card', card }, 'cards', (event) =>
        event.name === 'face' ? event.payload : undefined,
      );
      if (!shown) return fail({ kind: 'no-answer' });
      if (shown.kind !== 'arrival') {
        return fail({ kind: shown.kind === 'refused' ? shown.why : shown.kind });
      }
      const { arrival } = shown.arrival;
      const welcome = await call('arrival.consent', { arrival, consent: true });
      if (!welcome?.ok) return fail({ kind: welcome ? welcome.fault.kind : 'no-answer' });
      await call('arrival.leave', { arrival });
      await call('station.hello', {});
      return ok(welcome.value.pass.text);
    },
    /** A scanner of its own for each place, as its card gives it one. */
    bind: (at: string, card: string): Promise<Step> => said(card, `scanner-${at}`, 'bound'),
    visit: (at: string, pass: string): Promise<Step> => said(pass, `scanner-${at}`, 'visit'),
    resume: (at: string, post: string): Promise<Step> =>
      done('booth.resume', { ...atCounter(`scanner-${at}`), post }),
    intent: (at: string, post: string): Promise<Step> =>
      done('booth.intent', { ...atCounter(`scanner-${at}`), post, step: 'first' }),
    consult: (at: string, topic: string): Promise<Step> =>
      done('desk.consult', { ...atCounter(`scanner-${at}`), topic }),
    close: () => door.close(),
  });
}

/** Of an answer that is a `Result`. */
function refusalIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer) || answer.ok === true) {
    return undefined;
  }
  const fault = 'fault' in answer ? answer.fault : undefined;
  const isKind = typeof fault === 'object' && fault !== null && 'kind' in fault;
  return isKind ? String(fault.kind) : 'unknown';
}
