import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signDestroyed } from '../../electron/station/ending/destroyed-word.ts';
import { askDestroyed } from '../../electron/station/ending/tell-destroyed.ts';
import { signTime } from '../../electron/station/keys/signed-time.ts';
import { archiveFair } from '../../server/fairs/keeping.ts';
import { closeFair } from '../../server/fairs/closing.ts';
import { keepFair } from '../../server/fairs/fairs.ts';
import { destroyedIn, keepDestroyed } from '../../server/fairs/destroyed.ts';
import { destroyedOver } from '../../server/relay/destroyed.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import type { Destroyed } from '../../shared/destroyed.ts';
import { type Central, central } from '../central.ts';
import { organiserHere } from './organiser-here.ts';

/** What machines say of their own destruction, at a server and on the organiser's page (P137, P138). */

const AFTER = Date.parse('2027-05-01T09:00:00+08:00');
const GATE = 1;
const BOOTHS = 4;
const ORGANISER = 8;
const FAR = Number.MAX_SAFE_INTEGER;
let folder = '';
let at: Central;
let here: Awaited<ReturnType<typeof organiserHere>>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-destroyed-'));
  at = await central(folder, undefined);
  await at.write(BOOTHS, [
    { happening: { kind: 'booth', what: { booth: 'A01', now: 'open' } } },
    { happening: { kind: 'booth', what: { booth: 'A02', now: 'open' } } },
  ]);
  await at.send();
  at.at(AFTER);
  here = await organiserHere(at, folder);
});
afterEach(async () => {
  await here.close();
  await at.close();
  await rm(folder, { recursive: true });
});

interface Saying {
  readonly slot?: number;
  readonly seq?: number;
  readonly ms?: number;
  readonly unsent?: number | null;
  readonly seed?: Uint8Array;
}

/** As the machine of that slot signed it before its key went. */
async function word(saying: Saying = {}): Promise<Destroyed> {
  const { slot = BOOTHS, ms = AFTER, unsent = 0, seed, seq } = saying;
  const { fair, keys } = at.sample;
  const passSeed = seed ?? keys.passKeys.get(slot) ?? new Uint8Array(32);
  const incarnations = (await at.storeOf(slot)).ledger.incarnations().map((each) => ({
    ...each,
    head: { ...each.head, seq: seq ?? each.head.seq },
  }));
  const time = signTime(fair, ms, keys.signingKey);
  return signDestroyed({ slot, passSeed }, time, incarnations, unsent);
}

async function says(said: Destroyed): Promise<unknown> {
  const address = new URL(`/v1/fairs/${at.sample.fair.id}/destroyed`, at.url);
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(said) });
  return answer.json();
}

const listedTo = (slot: number) =>
  askDestroyed(at.sample.fair.id, at.sample.keys.passKeys.get(slot) ?? new Uint8Array(32), {
    server: at.url,
    fetch,
  });

const kept = async () =>
  (await destroyedIn(at.storage.db, at.sample.fair.id)).map(({ said }) => said);

async function endOf(slot: number) {
  const { ends } = await here.ask('afterwards.machines', {});
  return ends.find((end) => end.slot === slot);
}

/** The organiser's station has heard what the server knows of each. */
const listened = () =>
  expect.poll(async () => (await endOf(BOOTHS))?.heardMs, { timeout: 20_000 }).not.toBeNull();

describe('a machine that says it is destroyed', () => {
  it('is taken at its station’s word, also after the fair was archived (P137)', async () => {
    const { fair, keys } = at.sample;
    await closeFair(at.storage, { fair }, signTime(fair, AFTER, keys.signingKey), AFTER);
    await archiveFair(at.storage, fair.id, AFTER);
    const said = await word();
    expect(await says(said)).toEqual({ ok: true });
    expect(await kept()).toEqual([said]);
    expect((await listedTo(ORGANISER))?.map((report) => report.said)).toEqual([said]);
  });

  it('is listed to an organiser’s station alone, and to none that is revoked (P138)', async () => {
    await says(await word());
    expect(await listedTo(ORGANISER)).toHaveLength(1);
    expect(await listedTo(BOOTHS)).toBeUndefined();
    const plain = await fetch(new URL(`/v1/fairs/${at.sample.fair.id}/destroyed`, at.url));
    expect(plain.status).toBe(404);
    const { fair, keys } = at.sample;
    const revised = { ...fair, revision: fair.revision + 1, revoked: [ORGANISER] };
    await keepFair(at.storage, signFair(revised, keys.signingKey));
    expect(await listedTo(ORGANISER)).toBeUndefined();
  });

  it.each<[string, Saying, string]>([
    ['by another key', { seed: new Uint8Array(32).fill(9) }, 'forged'],
    ['before the storage period is over', { ms: Date.UTC(2027, 1, 27) }, 'too-early'],
    ['of no station of the fair', { slot: 99, seed: new Uint8Array(32) }, 'no-such-station'],
  ])('is refused if it says so %s (P137)', async (_, saying, kind) => {
    const said = saying.slot === 99 ? { ...(await word()), slot: 99 } : await word(saying);
    expect(await says(said)).toEqual({ kind });
    expect(await kept()).toEqual([]);
  });

  it('is refused once its slot is revoked: a thief may say what he likes (P137)', async () => {
    const { fair, keys } = at.sample;
    const revised = { ...fair, revision: fair.revision + 1, revoked: [BOOTHS] };
    await keepFair(at.storage, signFair(revised, keys.signingKey));
    expect(await says(await word())).toEqual({ kind: 'revoked' });
  });

  it('says it once: a replay of its first word takes back nothing of a later one (P137)', async () => {
    const [first, later] = [await word({ seq: 1 }), await word({ seq: 2, unsent: 3 })];
    await says(first);
    await says(later);
    await says(first);
    expect(await kept()).toEqual([later]);
  });

  it.each<[string, number | null]>([
    ['all sent', 0],
    ['that it cannot tell', null],
  ])(
    'is heard although a thief has its key and named an end that never came, %s (P137)',
    async (_, unsent) => {
      const [far, own] = [await word({ seq: FAR, unsent }), await word()];
      await says(far);
      await says(own);
      expect(await kept()).toEqual([own]);
      await says(far);
      await says(await word({ seq: FAR - 1, unsent }));
      expect(await kept()).toEqual([own]);
    },
  );

  it('is heard also while its facts have not come, before any end that is further (P137)', async () => {
    const [far, own] = [await word({ seq: FAR }), await word({ seq: 5, unsent: 3 })];
    await says(far);
    await says(own);
    await says(far);
    expect(await kept()).toEqual([own]);
  });
});

describe('a hub with such a report', () => {
  /** How often it tells it in three rounds, to a server above that answers like this. */
  async function timesHandedOn(status: number, kind?: string): Promise<number> {
    const { fair } = at.sample;
    await keepDestroyed(at.storage, { fair }, await word(), AFTER);
    let times = 0;
    const handOn = destroyedOver({
      storage: at.storage,
      async ask() {
        times += 1;
        return { status, text: async () => JSON.stringify(kind ? { kind } : { ok: true }) };
      },
    });
    for (let round = 0; round < 3; round += 1) await handOn();
    return times;
  }

  it.each([
    [429, 'too-many'],
    [400, 'no-such-station'],
    [400, 'too-early'],
    [404, 'no-such-fair'],
    [503, 'too-busy'],
  ])('hands it on again after %i %s, which may pass (P137)', async (status, kind) => {
    expect(await timesHandedOn(status, kind)).toBe(3);
  });

  it('hands it on although the fair is archived here (P137)', async () => {
    const { fair, keys } = at.sample;
    await closeFair(at.storage, { fair }, signTime(fair, AFTER, keys.signingKey), AFTER);
    await archiveFair(at.storage, fair.id, AFTER);
    expect(await timesHandedOn(200)).toBe(1);
  });

  it.each([
    [200, undefined],
    [400, 'forged'],
    [400, 'revoked'],
    [404, 'unknown'],
  ])('tells it once where no later time changes %i %s (P137)', async (status, kind) => {
    expect(await timesHandedOn(status, kind)).toBe(1);
  });
});

describe('the organiser’s list of machines', () => {
  it('says who has confirmed, who was heard and has not, and who was never heard (P138)', async () => {
    await listened();
    expect(await endOf(BOOTHS)).toMatchObject({ is: 'silent' });
    expect(await endOf(GATE)).toMatchObject({ is: 'never' });
    expect(await endOf(8)).toMatchObject({ is: 'here' });
    await says(await word());
    expect(await endOf(BOOTHS)).toMatchObject({ is: 'confirmed', atMs: AFTER });
  });

  it('says what a machine gave up, and does not call it confirmed', async () => {
    await says(await word({ unsent: 7 }));
    expect(await endOf(BOOTHS)).toMatchObject({ is: 'unsent', facts: 7 });
  });

  it('sees that a machine has said so and facts came all the same (P138)', async () => {
    await says(await word());
    await at.write(BOOTHS, [{ happening: { kind: 'booth', what: { booth: 'A03', now: 'open' } } }]);
    await at.send();
    await expect
      .poll(async () => (await endOf(BOOTHS))?.is, { timeout: 20_000 })
      .toBe('wrote-after');
  });

  it('confirms no end that never came, and takes the true one in its place (P138)', async () => {
    await listened();
    await says(await word({ seq: FAR }));
    expect(await endOf(BOOTHS)).toMatchObject({ is: 'names-more', atMs: AFTER });
    await says(await word());
    expect(await endOf(BOOTHS)).toMatchObject({ is: 'confirmed' });
  });

  it('believes no server that hands on what no station has signed (P138)', async () => {
    const said = { ...(await word()), unsent: 5 };
    await at.storage.db
      .insertInto('destroyed')
      .values({
        fair_id: at.sample.fair.id,
        station: BOOTHS,
        said: JSON.stringify(said),
        at_ms: AFTER,
      })
      .execute();
    expect((await endOf(BOOTHS))?.is).not.toBe('unsent');
  });

  it('takes a signed certificate from a person’s hands, by name, and gives it back (P138)', async () => {
    const mark = (who: string | null) =>
      here.ask('afterwards.markDestroyed', { slot: GATE, by: who });
    await mark('王海燕');
    expect(await endOf(GATE)).toMatchObject({ is: 'by-hand', by: '王海燕' });
    await mark(null);
    expect(await endOf(GATE)).toMatchObject({ is: 'never', by: null });
  });
});
