import { createStore } from 'zustand/vanilla';
import { dayAndHour } from '../../shared/calendar.ts';
import type { CallInput, CallOutput } from '../../shared/contract/calls.ts';
import type { AuditView } from '../../shared/contract/station.ts';
import type { DayView } from '../../shared/report/day-view.ts';
import type { Merged } from '../../shared/report/merged.ts';
import type { Published } from '../../shared/report/published.ts';
import {
  type KeptBulletin,
  type KeptReturn,
  PART_CHARACTERS,
} from '../../shared/report/returns/kept.ts';
import type { ReturnId } from '../../shared/report/returns/titles.ts';
import type { Checklist } from '../../shared/report/checklist.ts';
import type { Client } from '../link/client.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** The organiser's day on the page: fetched again whenever the figures have changed. */

export type Anomalies = Extract<CallOutput<'organiser.anomalies'>, { ok: true }>['value'];

export interface OrganiserDay {
  /** A day, or `all`. */
  readonly scope: string;
  readonly view: DayView | undefined;
  readonly merged: Merged | undefined;
  readonly anomalies: Anomalies | undefined;
  readonly audit: AuditView | undefined;
  readonly bulletins: readonly Published[] | undefined;
  /** The bureau's own template; null if it has none. */
  readonly ownTemplate: KeptBulletin | null;
  readonly checklist: Checklist | undefined;
  readonly trouble: 'none' | 'unanswered' | 'signed-out';
}
type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: { readonly kind: string } };

export type OrganiserAtWork = ReturnType<typeof organiserAtWork>;

/** Even without events, the page must show how long ago each station reported. */
const AGAIN_MS = 30_000;

const nothingYet: OrganiserDay = {
  scope: 'all',
  view: undefined,
  merged: undefined,
  anomalies: undefined,
  audit: undefined,
  bulletins: undefined,
  ownTemplate: null,
  checklist: undefined,
  trouble: 'none',
};

export function organiserAtWork(client: Client) {
  const store = createStore<OrganiserDay>(() => nothingYet);
  let open = false;
  let chosen = false;

  /** Until somebody chooses: today, otherwise the newest day with facts, because only days have hours. */
  function show(view: DayView): void {
    const today = dayAndHour(view.nowMs, view.fair.utcOffsetMinutes).day;
    const wanted = view.scopes.includes(today)
      ? today
      : view.scopes.findLast((scope) => scope !== 'all');
    if (chosen || wanted === undefined || wanted === view.scope) {
      store.setState({ view, trouble: 'none' });
    } else {
      store.setState({ scope: wanted });
      void load();
    }
  }

  function choose(scope: string): void {
    chosen = true;
    store.setState({ scope, view: undefined });
    void load();
  }

  const load = oneAtATime(async () => {
    if (!open) return;
    const { scope } = store.getState();
    const reply = await client.call('organiser.day', { scope }).catch(() => undefined);
    // Somebody chose another day meanwhile; the next request fetches it.
    if (scope !== store.getState().scope) return;
    if (!reply) store.setState({ trouble: 'unanswered' });
    else if (reply.ok) show(reply.value);
    else store.setState({ trouble: 'signed-out' });
  });

  /** The reply's value; on failure, shows the reason. */
  async function valueOf<T>(asked: Promise<Reply<T>>): Promise<T | undefined> {
    const answer = await asked.catch(() => undefined);
    if (answer?.ok) return answer.value;
    const isOut = answer?.fault.kind === 'signed-out';
    if (isOut || !answer) store.setState({ trouble: isOut ? 'signed-out' : 'unanswered' });
    return undefined;
  }

  async function loadAnomalies(): Promise<void> {
    const anomalies = await valueOf(client.call('organiser.anomalies', {}));
    if (anomalies) store.setState({ anomalies });
  }

  async function loadBulletins(): Promise<void> {
    const bulletins = await valueOf(client.call('organiser.bulletins', {}));
    if (bulletins) store.setState({ bulletins });
  }

  async function loadTemplate(): Promise<void> {
    const answer = await valueOf(client.call('organiser.template', {}));
    if (answer) store.setState({ ownTemplate: answer.bulletin });
  }

  return {
    ...store,
    listen: (): (() => void) =>
      client.listen({ figures: () => void load(), live: () => void load() }),
    /** Runs while this page is on the screen. */
    begin(): () => void {
      open = true;
      void load();
      const timer = setInterval(() => void load(), AGAIN_MS);
      return () => {
        open = false;
        clearInterval(timer);
      };
    },
    choose,
    async loadMerged(): Promise<void> {
      const merged = await valueOf(client.call('organiser.merged', {}));
      if (merged) store.setState({ merged });
    },
    loadAnomalies,
    async loadChecklist(): Promise<void> {
      const checklist = await valueOf(client.call('organiser.checklist', {}));
      if (checklist) store.setState({ checklist });
    },
    async loadAudit(): Promise<void> {
      const audit = await valueOf(client.call('organiser.audit', {}));
      if (audit) store.setState({ audit });
    },
    /** Returns whether the decision was saved. */
    async decide(input: CallInput<'organiser.decide'>): Promise<boolean> {
      const done = await client.call('organiser.decide', input).catch(() => undefined);
      if (done?.ok) await Promise.all([load(), loadAnomalies()]);
      return done?.ok ?? false;
    },
    /** Undefined without an answer; the page shows the reason. */
    behind: (asked: CallInput<'organiser.behind'>) =>
      valueOf(client.call('organiser.behind', asked)),
    loadBulletins,
    loadTemplate,
    /** Returns whether it was kept; null goes back to the built-in templates. */
    async keepTemplate(bulletin: KeptBulletin | null): Promise<boolean> {
      const done = await client.call('organiser.keepTemplate', { bulletin }).catch(() => undefined);
      await loadTemplate();
      return done?.ok ?? false;
    },
    return: (asked: CallInput<'organiser.return'>) =>
      valueOf(client.call('organiser.return', asked)),
    returnFile: (asked: CallInput<'organiser.returnFile'>) =>
      client.call('organiser.returnFile', asked).catch(() => undefined),
    /** The bureau's own workbook; null takes the shipped one again. */
    keepReturn: (id: ReturnId, file: KeptReturn | null) => keptReturn(client, id, file),
    /** Undefined without an answer: it is safe to send the same request again. */
    async publish(input: CallInput<'organiser.publish'>) {
      const done = await client.call('organiser.publish', input).catch(() => undefined);
      await loadBulletins();
      return done;
    },
    /** Returns whether the withdrawal was saved. */
    async withdraw(input: CallInput<'organiser.withdraw'>): Promise<boolean> {
      const done = await client.call('organiser.withdraw', input).catch(() => undefined);
      await loadBulletins();
      return done?.ok ?? false;
    },
    async markedHere(): Promise<readonly string[]> {
      return (await valueOf(client.call('organiser.markedHere', {})))?.booths ?? [];
    },
    /** Returns whether it was written. */
    async setPresence(input: CallInput<'organiser.presence'>): Promise<boolean> {
      const done = await client.call('organiser.presence', input).catch(() => undefined);
      await load();
      return done?.ok ?? false;
    },
    async setUnused(slot: number, unused: boolean): Promise<void> {
      await valueOf(client.call('organiser.unused', { slot, unused }));
      await load();
    },
    exportAudit: () => client.call('organiser.auditExport', {}).catch(() => undefined),
    export: (input: CallInput<'organiser.export'>) =>
      client.call('organiser.export', input).catch(() => undefined),
  };
}

/** In parts: a station takes no long call. */
async function keptReturn(client: Client, id: ReturnId, file: KeptReturn | null) {
  const keep = (part: CallInput<'organiser.keepReturn'>['file']) =>
    client.call('organiser.keepReturn', { id, file: part }).catch(() => undefined);
  if (file === null) return keep(null);
  const { name, base64 } = file;
  let done: CallOutput<'organiser.keepReturn'> | undefined;
  for (let from = 0; from < base64.length; from += PART_CHARACTERS) {
    const part = base64.slice(from, from + PART_CHARACTERS);
    done = await keep({ name, from, of: base64.length, part });
    if (!done?.ok) return done;
  }
  return done;
}
