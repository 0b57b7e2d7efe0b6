import { rename } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { diskFault } from '../../shared/disk-fault.ts';
import type { SignedFair } from '../../shared/fair.ts';
import {
  type HubFaultKind,
  type HubHealth,
  type HubOpening,
  type OpenedHub,
  upstreamTroubles,
} from '../../shared/hub-messages.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { addToken, removeToken } from '../accounts/tokens.ts';
import { fairById, renewSample } from '../fairs/fairs.ts';
import { openFair } from '../fairs/keys.ts';
import { adoptFair } from '../ingest/adopt.ts';
import type { ListenFault } from '../runtime/listen.ts';
import { type Serving, startServing } from '../serving.ts';
import type { Storage } from '../storage/homes.ts';
import { openSqlite } from '../storage/sqlite-home.ts';
import type { StorageFault } from '../storage/storage-fault.ts';
import { type Certificate, ownCertificate, ownFiles } from '../tls/certificate.ts';
import { KEEP_DAYS } from '../watching/log.ts';
import { openWatching } from '../watching/watching.ts';

/** The hub of an organiser's station: this server on SQLite, opened for one fair without any command. */

export interface OpenHub {
  readonly opened: OpenedHub;
  readonly fairId: string;
  readonly storage: Storage;
  /** What it knows of the server above; null before the first word. */
  readonly upstream: () => HubHealth['upstream'];
  readonly ending: Serving['ending'];
}

export type HubFault = { readonly kind: HubFaultKind };

/** A new one at each start: one that a backup or an image holds opens nothing. */
const TOKEN_NAME = '主办方站点';
const MORE_PORTS = 10;

export async function openHub(
  opening: HubOpening,
  pageFolder: string,
): Promise<Result<OpenHub, HubFault>> {
  try {
    const own = await ownOrNew(opening.folder);
    const storage = await openSqlite(opening.folder);
    if (!storage.ok) return fail({ kind: ofStorage[storage.fault.kind] });
    return await openOn(storage.value, { ...opening, pageFolder }, own).catch(
      async (error: unknown) => {
        await storage.value.close().catch(() => undefined);
        throw error;
      },
    );
  } catch (error) {
    const fault = diskFault(error);
    if (!fault) throw error;
    return fail(fault);
  }
}

/** A clerk can give stations the new one, and nobody can mend a damaged key. */
async function ownOrNew(folder: string): Promise<Certificate> {
  const own = await ownCertificate(folder, Date.now());
  if (own.ok) return own.value;
  const { key } = ownFiles(folder);
  await rename(key, `${key}.damaged`);
  const made = await ownCertificate(folder, Date.now());
  if (!made.ok) throw new Error(made.fault.kind);
  return made.value;
}

const ofStorage: Readonly<Record<StorageFault['kind'], HubFaultKind>> = {
  'newer-schema': 'newer-data',
  'older-schema': 'failed',
  'no-rights': 'failed',
  'folder-in-use': 'folder-in-use',
  foreign: 'foreign-data',
  damaged: 'database-damaged',
};

type Opening = HubOpening & { readonly pageFolder: string };

async function openOn(
  storage: Storage,
  opening: Opening,
  certificate: Certificate,
): Promise<Result<OpenHub, HubFault>> {
  const fairId = await takeFair(storage, opening.fair);
  if (fairId === undefined) {
    await storage.close();
    return fail({ kind: 'bad-fair' });
  }
  const token = await freshToken(storage, fairId);
  let upstream: HubHealth['upstream'] = null;
  const started = await serveAt(opening, {
    storage,
    certificate,
    onRelay: (state) => (upstream = state),
  });
  if (!started.ok) {
    await storage.close();
    return fail({ kind: started.fault.kind === 'port-refused' ? 'port-refused' : 'port-taken' });
  }
  const { port, ending } = started.value;
  return ok({
    opened: { port, pin: certificate.pin, token },
    fairId,
    storage,
    upstream: () => upstream,
    ending,
  });
}

/** The fair's id; undefined where the hub cannot use it. A later revision that is here already stays. */
export async function takeFair(storage: Storage, signed: SignedFair): Promise<string | undefined> {
  const kept = (await renewSample(storage, signed)) ?? (await adoptFair(storage, signed));
  if (kept.ok) return kept.value.id;
  // One that does not follow is kept as such, and the one that is here goes on.
  const opened = openFair(signed.text, signed.signature);
  return opened.ok && (await fairById(storage, opened.value.id)) ? opened.value.id : undefined;
}

async function freshToken(storage: Storage, fair: string): Promise<string> {
  const token = { fair, name: TOKEN_NAME, by: TOKEN_NAME };
  const keeping = { storage, now: Date.now };
  await removeToken(keeping, token);
  const added = await addToken(keeping, { ...token, rights: ['enrolments'] });
  if (!added.ok) throw new Error(added.fault.kind);
  return added.value.token;
}

interface Parts {
  readonly storage: Storage;
  readonly certificate: Certificate;
  readonly onRelay: (state: HubHealth['upstream']) => void;
}

async function serveAt(
  opening: Opening,
  { storage, certificate, onRelay }: Parts,
): Promise<Result<Serving, ListenFault>> {
  const { folder, host, upstream, pageFolder, version } = opening;
  if (upstream?.address.startsWith('https:')) trustTheSystem();
  const watching = await openWatching(
    {
      logFolder: join(folder, 'logs'),
      logLevel: 'info',
      logDays: KEEP_DAYS,
      // The station's log goes to the person who started it; the hub's has files of its own.
      stdout: { write: () => undefined },
    },
    { version, home: storage.home, load: () => storage.load() },
  );
  return startServing({
    storage,
    tls: { is: 'on', certificate, files: ownFiles(folder) },
    host,
    port: opening.thisPort ? opening.port : await freePort(host, opening.port),
    pageFolder,
    isDescribed: false,
    watching,
    ...(upstream && {
      upstream: upstream.address,
      ...(upstream.pins.length > 0 && { upstream_pin: upstream.pins }),
    }),
    onRelay(state) {
      if (state.at !== 'waiting') return onRelay(state);
      const held = state.held.map(({ slot, facts, most, boxes, why }) => {
        return { slot, facts, most, boxes, why: troubleOf(why) };
      });
      onRelay({ at: 'waiting', why: troubleOf(state.why), held });
    },
  });
}

const troubleOf = (why: string) => upstreamTroubles.find((each) => each === why) ?? 'other';

/** The first from here on that nobody has, or this one, which then says why not. */
async function freePort(host: string, first: number): Promise<number> {
  for (let port = first; port < first + MORE_PORTS; port += 1) {
    if (await isFree(host, port)) return port;
  }
  return first;
}

function isFree(host: string, port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen({ host, port }, () => probe.close(() => resolve(true)));
  });
}

/** A bureau's own authority is in the system's store and not in Node's. */
function trustTheSystem(): void {
  const known = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
  tls.setDefaultCACertificates([...new Set(known)]);
}
