import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signDestroyed } from '../../../electron/station/ending/destroyed-word.ts';
import { signFair } from '../../../electron/station/keys/signed-fair.ts';
import { signTime } from '../../../electron/station/keys/signed-time.ts';
import { addAccount, hasAccounts } from '../../../server/accounts/accounts.ts';
import { WHOLE_SERVER } from '../../../server/accounts/secrets.ts';
import { keepFairAt } from '../../../server/commands/fair-add.ts';
import { removeFair } from '../../../server/fairs/keeping.ts';
import { fairsListed } from '../../../server/fairs/listed.ts';
import { ARCHIVE_AFTER_DAYS, archiveDue } from '../../../server/fairs/retention.ts';
import { recount } from '../../../server/ingest/recount.ts';
import { watchHearing } from '../../../server/storage/hearing.ts';
import type { Storage } from '../../../server/storage/homes.ts';
import { EASY } from '../../../server/testing/any-door.ts';
import { anySignedFair } from '../../../server/testing/any-page.ts';
import type { Fair } from '../../../shared/fair.ts';
import { DESTROYED_LIST_DOMAIN } from '../../../shared/sync/asked-by-key.ts';
import { aMorning, type Central, central, MORNING_MS, PERSON } from '../../central.ts';
import { Signing } from '../forged.ts';
import { type Ask, askAt } from './asking.ts';
import { askedByKey, byPrograms, listsOfPeople, revised } from './organiser.ts';
import { theirPage } from './page.ts';
import { fromStations } from './stations.ts';

/**
 * A day at a server, from the first command to the archive, with all that goes wrong in one: every route, every call of
 * the page, every work of its own.
 */

const GATE = 1;
const ORGANISER = 8;
const DAY_MS = 24 * 3_600_000;

export interface PlayedDay {
  /** All fairs that its statements may name, and the empty one, which stands for the whole server. */
  readonly fairs: readonly string[];
  /** Routes that the description at `/docs` has, and the day did not ask with success. */
  readonly unasked: readonly string[];
  /** Calls of the page that were answered well. */
  readonly called: ReadonlySet<string>;
}

interface Means {
  readonly storage: Storage;
  readonly folder: string;
  /** What another program does to the database: an older server, or one that puts a backup back. */
  readonly elsewhere: (statement: string) => Promise<unknown>;
}

export async function wholeDay({ storage, folder, elsewhere }: Means): Promise<PlayedDay> {
  const at = await central(folder, storage, { boxesToServer: true });
  const other = await anySignedFair(storage, '别的一场');
  const answered = new Set<string>();
  const ask = askAt(at, answered);
  const signing = new Signing(at.sample);

  await beforeTheDoors(at, folder, other);
  await aMorning(at);
  await fromStations(at, signing, ask);
  await thingsGoWrong(at, elsewhere);
  await revised(at, ask);
  await byPrograms(at, ask);
  await listsOfPeople(at, signing, ask);
  const page = await theirPage(at, { of: WHOLE_SERVER, name: '管理员', password: PERSON.password });
  await ask('GET', '/ready');
  await ask('GET', '/health');
  await afterwards(at, ask, other);
  await at.close();
  const unasked = page.routes.filter((route) => ![...answered].some(patternOf(route)));
  return { fairs: [at.sample.fair.id, other.id, WHOLE_SERVER], unasked, called: page.called };
}

/** `GET /v1/fairs/{fair}/closing` */
function patternOf(route: string): (asked: string) => boolean {
  const pattern = new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  return (asked) => pattern.test(asked);
}

/** By the person who runs the server: its fair's file, people, and what a start does by itself. */
async function beforeTheDoors({ sample, storage }: Central, folder: string, other: Fair) {
  const file = join(folder, 'fair.json');
  await writeFile(file, JSON.stringify(signFair(sample.fair, sample.keys.signingKey)));
  const added = await keepFairAt(file, storage);
  if (!added.ok) throw new Error(added.fault.sentence);
  const keeping = { storage, now: () => MORNING_MS, hardness: EASY };
  const { name, password } = PERSON;
  for (const account of [
    { fair: WHOLE_SERVER, name: '管理员' },
    // The same person looks after another fair, too, and is asked which of them.
    { fair: other.id, name },
  ]) {
    const author = 'terminal';
    const made = await addAccount(keeping, {
      ...account,
      by: author,
      role: 'administrator',
      password,
    });
    if (!made.ok) throw new Error(made.fault.kind);
  }
  await hasAccounts(storage);
  await recount(storage);
  await archiveDue(storage, MORNING_MS, ARCHIVE_AFTER_DAYS);
  await fairsListed(storage.db, { after: '' });
}

/** A backup is put back while stations know more; an older server counts beside this one; this one hears nothing. */
async function thingsGoWrong(at: Central, elsewhere: Means['elsewhere']): Promise<void> {
  const gate = await at.sync(GATE);
  await elsewhere('UPDATE epoch SET writes = 0, counted = 0');
  await gate.again();
  await elsewhere('UPDATE epoch SET writes = writes + 1');
  await elsewhere(
    "INSERT INTO epoch (fair_id, number, epoch, writes, counted) SELECT fair_id, 1000, 'abcdef01', 1, 0 FROM fair",
  );
  await recount(at.storage);
  await elsewhere('UPDATE fair SET rules = 1');
  await recount(at.storage);
  const deaf = Promise.withResolvers<void>();
  const watched = watchHearing(
    at.storage.db,
    { onOther: () => () => undefined, tell: () => undefined },
    { withinMs: 0, lookEveryMs: DAY_MS, onState: () => deaf.resolve() },
  );
  await deaf.promise;
  watched.close();
}

/** The storage period is over: closed, archived by itself, and removed. */
async function afterwards(at: Central, ask: Ask, other: Fair): Promise<void> {
  const { fair, keys } = at.sample;
  const path = `/v1/fairs/${fair.id}/closing`;
  const endMs = Date.parse(`${fair.keepUntil}T00:00:00Z`) + 2 * DAY_MS;
  at.at(endMs);
  const time = signTime(fair, endMs, keys.signingKey);
  await ask('POST', path, time);
  await ask('GET', path);
  const [passSeed, organiserSeed] = [keys.passKeys.get(GATE), keys.passKeys.get(ORGANISER)];
  if (!passSeed || !organiserSeed) throw new Error('a station has no key');
  const destroyed = `/v1/fairs/${fair.id}/destroyed`;
  await ask('POST', destroyed, signDestroyed({ slot: GATE, passSeed }, time, [], 0));
  await askedByKey(fair.id, ask)('destroyed/list', DESTROYED_LIST_DOMAIN, organiserSeed);
  const done = await archiveDue(at.storage, endMs + 8 * DAY_MS, ARCHIVE_AFTER_DAYS);
  if (done.length !== 1) throw new Error(`archived ${done.join()} beside ${other.id}`);
  const removed = await removeFair(at.storage, fair.id);
  if (!removed.ok) throw new Error(removed.fault.kind);
}
