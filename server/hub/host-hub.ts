import inspector from 'node:inspector';
import { type Reply } from '../../shared/contract/bridge.ts';
import { dispatcher } from '../../shared/contract/dispatch.ts';
import { type FromHub, type HubHealth, type ToHub, toHub } from '../../shared/hub-messages.ts';
import type { Port } from '../../shared/process-port.ts';
import { SILENT_MS } from '../../shared/report/coverage.ts';
import { HARDNESS } from '../accounts/passwords.ts';
import { handlersForAccounts } from '../organiser/account-calls.ts';
import { endInTime } from '../runtime/ending.ts';
import { openHub, type OpenHub, takeFair } from './open-hub.ts';

/** A hub in a process of its own, opened and closed by the process that started it. */

export interface HubHostOptions {
  /** The process that started this one. */
  readonly parent: Port;
  readonly exit: (code: number) => void;
}

/** How often it looks how it does. */
const LOOK_MS = 3_000;
/** Under which name the organiser's station acts, in the server's audit log. */
const BY = '主办方站点';

export function hostHub({ parent, exit }: HubHostOptions): void {
  const post = (message: FromHub): void => parent.post(message);
  let work: Extract<FromHub, { kind: 'here' }>['work'] = 'ledger';
  const here = (): void => post({ kind: 'here', work, debugged: inspector.url() !== undefined });
  let hub: OpenHub | undefined;
  let looking: NodeJS.Timeout | undefined;
  let ending = false;

  async function open({ opening, pageFolder }: Extract<ToHub, { kind: 'open' }>) {
    const opened = await openHub(opening, pageFolder);
    if (!opened.ok) return post({ kind: 'not-opened', why: opened.fault.kind });
    hub = opened.value;
    // It may answer late while it counts; no scan waits for it.
    work = 'deed';
    post({ kind: 'opened', opened: hub.opened });
    looking = watchHealth(hub, post, () => void close());
  }

  async function close(): Promise<void> {
    if (ending) return;
    ending = true;
    clearInterval(looking);
    work = 'scans';
    here();
    await endInTime(hub?.ending ?? [], exit);
  }

  async function answer({ number, name, input }: Extract<ToHub, { kind: 'call' }>): Promise<void> {
    post({ kind: 'answer', number, reply: await answerOf(hub, name, input) });
  }

  function obey(message: ToHub): void {
    switch (message.kind) {
      case 'open':
        return void open(message).catch(failed);
      case 'fair':
        return void (hub && takeFair(hub.storage, message.fair).catch(failed));
      case 'call':
        return void answer(message).catch(failed);
      case 'are-you-there':
        return here();
      case 'close':
        void close();
    }
  }

  /** Another process takes this one's place; what it has acknowledged is on disk. */
  function failed(error: unknown): void {
    process.stderr.write(`hub: ${String(error)}\n`);
    exit(1);
  }

  here();
  parent.onMessage((message) => obey(toHub.parse(message)));
  parent.onClose(() => void close());
}

async function answerOf(hub: OpenHub | undefined, name: string, input: unknown): Promise<Reply> {
  if (!hub) return { ok: false, fault: { kind: 'not-open' } };
  const { storage, fairId } = hub;
  const keeping = { storage, now: Date.now, hardness: HARDNESS };
  const session = { fair: fairId, name: BY, role: 'administrator' as const };
  const dispatch = dispatcher(handlersForAccounts(keeping, session), (call, error) =>
    process.stderr.write(`hub: ${call}: ${String(error)}\n`),
  );
  return dispatch(name, input);
}

/** Says how the hub does, when that changes. A damaged database is set aside at the next start. */
function watchHealth(
  hub: OpenHub,
  post: (message: FromHub) => void,
  onDamaged: () => void,
): NodeJS.Timeout {
  let said = '';
  async function look(): Promise<void> {
    if (hub.storage.damaged()) return onDamaged();
    const health = await healthOf(hub);
    const text = JSON.stringify(health);
    if (text === said) return;
    said = text;
    post({ kind: 'health', health });
  }
  const looking = (): void => void look().catch(() => undefined);
  looking();
  return setInterval(looking, LOOK_MS);
}

async function healthOf({ storage, fairId, upstream }: OpenHub): Promise<HubHealth> {
  const heard = await storage.db
    .selectFrom('branch')
    .select('station')
    .distinct()
    .where('fair_id', '=', fairId)
    .where('heard_ms', '>', Date.now() - SILENT_MS)
    .execute();
  return {
    heard: heard.length,
    upstream: upstream(),
    diskNearlyFull: (await storage.unready()) === 'disk-nearly-full',
    repaired: storage.repaired !== undefined,
  };
}
