import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BoothCommand } from '../../../shared/booth-card.ts';
import type { BoothFace, BoothVisitor } from '../../../shared/contract/booth.ts';
import type { CallInput, CallName } from '../../../shared/contract/calls.ts';
import type { CounterSaid } from '../../../shared/contract/counter.ts';
import { chainedFactSchema } from '../../../shared/facts.ts';
import { encodePayload, passText, shortCode } from '../../../shared/pass.ts';
import { dispatcher } from '../../../shared/contract/dispatch.ts';
import type { Fair } from '../../../shared/fair.ts';
import type { Figure } from '../../../shared/tally/figures.ts';
import type { Duty } from '../role/duty.ts';
import { makeBlank } from '../keys/blank-passes.ts';
import { makeBoothCard } from '../keys/booth-cards.ts';
import { entranceKeyring } from '../keys/keyring.ts';
import { loadSampleFair, type SampleFair } from '../sample/sample-fair.ts';
import { countedBytes, storeIn } from '../store/testing/store-in.ts';
import type { Store } from '../store/store.ts';
import { boothDuty } from './booth-duty.ts';

const BEGIN = 1_803_690_000_000;
const MINUTE = 60_000;

let sample: SampleFair;
let folder = '';
let store: Store;
let duty: Duty;
let nowMs = BEGIN;
let shown: BoothFace | undefined;
let said: { counter: string | null; said: CounterSaid }[] = [];
let bytes = countedBytes();

beforeAll(async () => {
  sample = await loadSampleFair(
    join(import.meta.dirname, '../../../resources/fairs/street-market'),
  );
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-booth-'));
  nowMs = BEGIN;
  bytes = countedBytes();
  said = [];
  shown = undefined;
  await open(['A01']);
});
afterEach(async () => {
  store.close();
  await rm(folder, { recursive: true });
});

/** Opens a booth after the organiser has closed posts on the day. */
async function withClosed(...closed: string[]) {
  const { fair } = sample;
  const booths = fair.booths.map((each) => ({
    ...each,
    posts: each.posts.map((own) =>
      closed.includes(own.code) ? { ...own, closed: true as const } : own,
    ),
  }));
  store.close();
  await open(['A01'], { ...fair, booths });
  return { ok: false, fault: { kind: 'post-closed' } };
}

async function open(serves: readonly string[], fair: Fair = sample.fair): Promise<void> {
  const { id } = sample.fair;
  store = await storeIn(folder, { fair: id, slot: 4, now: () => nowMs, randomBytes: bytes });
  const station = sample.fair.stations.find(({ slot }) => slot === 4);
  if (!station) throw new Error('no slot 4');
  duty = boothDuty({
    fair,
    revoked: () => [],
    station: { ...station, serves: [...serves] },
    store,
    now: () => nowMs,
    random: (length) => randomBytes(length).toString('hex'),
    emit(event) {
      if (event.name === 'booths') shown = event.payload;
      if (event.name === 'counter') said.push(event.payload);
    },
    nameOfReader: (reader) => `扫码枪 ${reader}`,
    handOver: (name) => ({ how: 'page', name, base64: '' }),
    onTrouble(error) {
      throw error;
    },
  });
}

async function reopen(serves: readonly string[]): Promise<void> {
  store.close();
  await open(serves);
}

const pseudonymOf = (n: number): string =>
  createHash('sha256').update(`visitor ${n}`).digest('hex').slice(0, 32);

interface About {
  readonly trades?: ('manufacturing' | 'logistics' | 'office')[];
  readonly anonymous?: boolean;
}

async function pass(n: number, { trades = [], anonymous = false }: About = {}): Promise<string> {
  const passSeed = sample.keys.passKeys.get(1);
  if (!passSeed) throw new Error('no key');
  const keyring = await entranceKeyring(sample.fair, {
    passSeed,
    pseudonymKey: sample.keys.pseudonymKey,
  });
  const payload = encodePayload({
    fair: sample.fair.id,
    pseudonym: pseudonymOf(n),
    station: 1,
    minute: 1,
    surname: anonymous ? { text: '', title: 'anonymous' } : { text: '周', title: 'mr' },
    trades,
    reissue: 0,
  });
  return passText(payload, keyring.signPass(payload));
}

const scan = (text: string, reader = 'gun'): Promise<void> =>
  duty.take({ kind: 'code', text }, reader);
const command = (does: BoothCommand, booth = 'A01', reader = 'gun'): Promise<void> =>
  scan(makeBoothCard(sample.fair, { booth, command: does }, sample.keys.signingKey), reader);
async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<unknown> {
  const dispatch = dispatcher(duty.handlers, (_call, error) => {
    throw error;
  });
  const reply = await dispatch(name, input);
  if (!reply.ok) throw new Error(reply.fault.kind);
  return reply.value;
}

const done = { ok: true, value: {} };
const gone = { ok: false, fault: { kind: 'gone' } };
const counter = (id = 'touch:A01') => shown?.counters.find((other) => other.id === id);
const booth = (code = 'A01') => shown?.booths.find((other) => other.code === code);
function here(id = 'touch:A01'): BoothVisitor {
  const standing = counter(id)?.standing;
  if (!standing) throw new Error(`nobody stands at ${id}`);
  return standing;
}
const tap = (id = 'touch:A01') => ({ counter: id, turn: counter(id)?.turn ?? '' });
const signIn = (code = 'A01') => call('booth.presence', { booth: code, now: 'open' });
const figure = (name: Figure) => store.ledger.tally('all', name);

describe('a scan at a booth', () => {
  it('writes a visit and shows what the pass tells about the person', async () => {
    await scan(await pass(1, { trades: ['logistics'] }));
    expect(here()).toMatchObject({
      name: '周先生',
      number: shortCode(pseudonymOf(1)),
      trades: ['logistics'],
      history: [{ kind: 'visit' }],
    });
    expect(figure('visits')).toBe(1);
    expect(JSON.stringify(shown)).not.toContain(pseudonymOf(1));
  });

  it('opens the booth, whose employer then counts as present', async () => {
    expect(figure('booths')).toBe(0);
    await scan(await pass(1));
    await scan(await pass(2));
    expect(said.map(({ said }) => said)).toEqual([
      { kind: 'visit', openedBooth: true },
      { kind: 'visit', openedBooth: false },
    ]);
    expect(figure('booths')).toBe(1);
  });

  it('of the next person needs no button press for the one before', async () => {
    await scan(await pass(1));
    await call('booth.resume', { ...tap(), post: 'A01-2' });
    await scan(await pass(2));
    expect(here().number).toBe(shortCode(pseudonymOf(2)));
    expect(figure('visitors')).toBe(2);
    expect(figure('resumes')).toBe(1);
  });

  it('of the same pass twice within a minute makes one visit', async () => {
    await scan(await pass(1));
    nowMs += 20_000;
    await scan(await pass(1));
    expect(figure('visits')).toBe(1);
    nowMs += 2 * MINUTE;
    await scan(await pass(1));
    expect(figure('visits')).toBe(2);
  });

  it('of a forged pass, a pass of another fair or an ID card writes nothing and says why', async () => {
    const prefix = (await pass(1)).slice(0, 120);
    await scan(`${prefix}${'0'.repeat(34)}`);
    await scan('https://menu.example.com/t/12');
    await duty.take(
      {
        kind: 'id-card',
        card: { type: 'citizen', name: '', number: '', sex: 'male', birth: '', address: '' },
      },
      'gun',
    );
    expect(said.map(({ said }) => said)).toEqual([
      { kind: 'refused', why: 'pass-forged' },
      { kind: 'refused', why: 'code-unknown' },
      { kind: 'refused', why: 'id-card' },
    ]);
    expect(store.ledger.count()).toBe(0);
  });

  it('of a pre-printed pass finds its holder', async () => {
    await scan(makeBlank(sample.fair, 'b1'.repeat(16), sample.keys.signingKey));
    expect(here()).toMatchObject({ name: '', number: shortCode('b1'.repeat(16)) });
  });

  it('shows a returning person everything that colleagues wrote about them', async () => {
    await scan(await pass(1), 'gun');
    await call('booth.resume', { ...tap(), post: 'A01-2' });
    await call('booth.note', { booth: 'A01', visit: here().visit, text: '下周一面试' });
    await command({ does: 'bind' }, 'A01', 'other');
    nowMs += 5 * MINUTE;
    await scan(await pass(1), 'other');
    expect(here('other')).toMatchObject({
      post: 'A01-2',
      history: [{ kind: 'visit' }, { kind: 'resume', post: 'A01-2' }, { kind: 'visit' }],
      notes: [{ text: '下周一面试' }],
    });
  });
});

describe('a booth without a scan', () => {
  it('finds a scanned person again by their typed short code', async () => {
    await scan(await pass(1));
    await call('booth.resume', { ...tap(), post: 'A01-1' });
    nowMs += 5 * MINUTE;
    const text = shortCode(pseudonymOf(1)).toLowerCase();
    expect(await call('booth.typed', { ...tap(), text })).toEqual(done);
    expect(here().history.map(({ kind }) => kind)).toEqual(['visit', 'resume', 'visit']);
    expect(figure('visitors')).toBe(1);
  });

  it('finds nobody by a mistyped short code', async () => {
    const mistyped = shortCode(pseudonymOf(1)).replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    await signIn();
    expect(await call('booth.typed', { ...tap(), text: mistyped })).toEqual({
      ok: false,
      fault: { kind: 'mistyped' },
    });
    expect(figure('visits')).toBe(0);
  });

  it('counts someone without a pass as a walk-in, separately', async () => {
    await signIn();
    expect(await call('booth.walkIn', tap())).toEqual(done);
    expect(counter()?.standing).toBeNull();
    expect([figure('walkIns'), figure('visits')]).toEqual([1, 0]);
  });
});

describe('a tap', () => {
  it('for a person who has left is refused and affects nobody else', async () => {
    await scan(await pass(1));
    const late = tap();
    await scan(await pass(2));
    said = [];
    expect(await call('booth.resume', { ...late, post: 'A01-1' })).toEqual(gone);
    expect(await call('booth.talk', { ...late, post: 'A01-1' })).toEqual(gone);
    expect(await call('booth.intent', { ...late, post: 'A01-1', step: 'first' })).toEqual(gone);
    expect(await call('booth.choosePost', { ...late, post: 'A01-1' })).toEqual(gone);
    expect(await call('booth.next', late)).toEqual(gone);
    expect(await call('booth.walkIn', late)).toEqual(gone);
    const text = shortCode(pseudonymOf(3));
    expect(await call('booth.typed', { ...late, text })).toEqual(gone);
    expect(here().number).toBe(shortCode(pseudonymOf(2)));
    expect([figure('visits'), figure('talks'), figure('resumes')]).toEqual([2, 0, 0]);
    expect(figure('walkIns')).toBe(0);
    expect(said).toEqual(
      Array.from({ length: 7 }, () => ({
        counter: 'touch:A01',
        said: { kind: 'refused', why: 'gone' },
      })),
    );
  });

  it('at an empty counter does not affect a person who came meanwhile', async () => {
    await signIn();
    const late = tap();
    await scan(await pass(1));
    expect(await call('booth.walkIn', late)).toEqual(gone);
    expect(await call('booth.next', late)).toEqual(gone);
    expect(here().number).toBe(shortCode(pseudonymOf(1)));
    expect(figure('walkIns')).toBe(0);
  });

  it('made twice is written once, for every action', async () => {
    const twice = async (deed: () => Promise<unknown>): Promise<void> => {
      await deed();
      await deed();
    };
    await twice(() => signIn());
    const saw = tap();
    await twice(() => call('booth.walkIn', saw));
    await scan(await pass(1));
    await twice(() => call('booth.talk', { ...tap(), post: 'A01-1' }));
    await twice(() => call('booth.resume', { ...tap(), post: 'A01-1' }));
    await twice(() => call('booth.intent', { ...tap(), post: 'A01-1', step: 'first' }));
    await twice(() => call('booth.presence', { booth: 'A01', now: 'closed' }));
    // Signed in, walk-in, visit, talk, résumé, intent, signed out.
    expect(store.ledger.count()).toBe(7);
  });

  it('writes no other kind of fact than a booth’s (F6)', async () => {
    await scan(await pass(1));
    await call('booth.talk', { ...tap(), post: 'A01-1' });
    await call('booth.resume', { ...tap(), post: 'A01-1' });
    await call('booth.choosePost', { ...tap(), post: 'A01-2' });
    await call('booth.intent', { ...tap(), post: 'A01-1', step: 'first' });
    await call('booth.note', { booth: 'A01', visit: here().visit, text: '能上夜班' });
    await call('booth.undo', { booth: 'A01', fact: booth()?.recent[0]?.fact ?? '' });
    await call('booth.presence', { booth: 'A01', now: 'closed' });
    const kinds = [...store.ledger.wireAfter(store.ledger.incarnation, 0, 99)].map(
      ({ text }) => chainedFactSchema.parse(JSON.parse(text)).kind,
    );
    expect(kinds).toEqual(['booth', 'visit', 'talk', 'resume', 'intent', 'retract', 'booth']);
  });

  it('on talk needs no post where all have closed', async () => {
    const [a01] = sample.fair.booths;
    await withClosed(...(a01?.posts ?? []).map(({ code }) => code));
    await scan(await pass(1));
    expect(here().post).toBe('');
    expect(await call('booth.talk', tap())).toEqual(done);
    nowMs += 5 * MINUTE;
    await scan(await pass(1));
    await command({ does: 'talk' });
    expect([figure('talks'), store.ledger.tally('all', 'talks', 'post:A01-1')]).toEqual([2, 0]);
  });

  it('for a post that is closed or of another booth is refused', async () => {
    await scan(await pass(1));
    expect(await call('booth.resume', { ...tap(), post: 'A02-1' })).toEqual({
      ok: false,
      fault: { kind: 'no-such-post' },
    });
    const closed = await withClosed('A01-1');
    await scan(await pass(2));
    expect(here().post).not.toBe('A01-1');
    for (const name of ['booth.choosePost', 'booth.resume'] as const) {
      expect(await call(name, { ...tap(), post: 'A01-1' })).toEqual(closed);
    }
    expect(await call('booth.intent', { ...tap(), post: 'A01-1', step: 'first' })).toEqual(closed);
    expect([figure('resumes'), figure('intents')]).toEqual([0, 0]);
    expect(said.at(-1)?.said).toEqual({ kind: 'refused', why: 'post-closed' });
  });

  it('can still advance an intent at a post that closed later', async () => {
    await scan(await pass(1));
    await call('booth.resume', { ...tap(), post: 'A01-1' });
    await withClosed('A01-1');
    nowMs += 5 * MINUTE;
    await scan(await pass(1));
    expect(here().post).toBe('A01-1');
    const signed = await call('booth.intent', { ...tap(), post: 'A01-1', step: 'signed' });
    expect(signed).toEqual(done);
  });

  it('advances an intent, and undo restores the step before', async () => {
    await scan(await pass(1));
    await call('booth.intent', { ...tap(), post: 'A01-1', step: 'interview' });
    expect(figure('intents')).toBe(0);
    await call('booth.intent', { ...tap(), post: 'A01-1', step: 'first' });
    await call('booth.intent', { ...tap(), post: 'A01-1', step: 'agreed' });
    expect(store.ledger.tally('all', 'intents', 'step:agreed')).toBe(1);
    const [newest] = booth()?.recent ?? [];
    if (!newest) throw new Error('nothing recent');
    expect(await call('booth.undo', { booth: 'A01', fact: newest.fact })).toEqual(done);
    expect(store.ledger.tally('all', 'intents', 'step:first')).toBe(1);
    expect(store.ledger.tally('all', 'intents', 'concurrent')).toBe(0);
  });

  it('is for the best-fitting post, else the last used one', async () => {
    const { posts } = booth() ?? { posts: [] };
    await scan(await pass(1, { trades: ['office'] }));
    const a01 = sample.fair.booths.find(({ code }) => code === 'A01');
    const office = a01?.posts.find(({ trade }) => trade === 'office');
    expect(here().post).toBe(office?.code ?? a01?.posts[0]?.code);
    await call('booth.resume', { ...tap(), post: 'A01-3' });
    await scan(await pass(2));
    expect(here().post).toBe('A01-3');
    expect(posts).toEqual([]);
  });

  it('that records a hire fills a place, and one too many is shown', async () => {
    const places = sample.fair.booths[0]?.posts.at(-1)?.headcount ?? 0;
    const post = sample.fair.booths[0]?.posts.at(-1)?.code ?? '';
    for (let n = 0; n <= places; n += 1) {
      await scan(await pass(n));
      await call('booth.intent', { ...tap(), post, step: 'signed' });
    }
    expect(booth()?.posts.at(-1)).toMatchObject({ headcount: places, signed: places + 1 });
  });
});

describe('a note', () => {
  it('stays with its person when the next one is scanned', async () => {
    await scan(await pass(1));
    const { visit } = here();
    await scan(await pass(2));
    expect(await call('booth.note', { booth: 'A01', visit, text: '能上夜班' })).toEqual(done);
    expect(here().notes).toEqual([]);
    expect(figure('visits')).toBe(2);
    nowMs += 5 * MINUTE;
    await scan(await pass(1));
    expect(here().notes).toMatchObject([{ text: '能上夜班' }]);
  });

  it('survives a restart and a scanner that moved to another booth', async () => {
    await reopen(['A01', 'A02']);
    await command({ does: 'bind' }, 'A01');
    await scan(await pass(1));
    const { visit } = here('gun');
    await command({ does: 'bind' }, 'A02');
    await reopen(['A01', 'A02']);
    expect(await call('booth.note', { booth: 'A01', visit, text: '能上夜班' })).toEqual(done);
  });

  it('is refused for another booth’s visit, an undone visit or another action', async () => {
    await reopen(['A01', 'A02']);
    await command({ does: 'bind' }, 'A01');
    await scan(await pass(1));
    const { visit } = here('gun');
    await call('booth.resume', { ...tap('gun'), post: 'A01-1' });
    const resume = booth()?.recent[0]?.fact ?? '';
    expect(await call('booth.note', { booth: 'A02', visit, text: '能上夜班' })).toEqual(gone);
    expect(await call('booth.note', { booth: 'A01', visit: resume, text: '能上夜班' })).toEqual(
      gone,
    );
    await call('booth.undo', { booth: 'A01', fact: visit });
    expect(await call('booth.note', { booth: 'A01', visit, text: '能上夜班' })).toEqual(gone);
  });
});

describe('a scanner that repeats a code', () => {
  it('receives a person once, and loses no tap for them', async () => {
    await scan(await pass(1));
    const saw = tap();
    for (let n = 0; n < 5; n += 1) {
      nowMs += 300;
      await scan(await pass(1));
    }
    nowMs += 20_000;
    await scan(await pass(1));
    expect(await call('booth.resume', { ...saw, post: 'A01-1' })).toEqual(done);
    // Opened, visited, résumé.
    expect(store.ledger.count()).toBe(3);
  });

  it('runs a command once: one walk-in, one undo', async () => {
    await scan(await pass(1));
    await command({ does: 'resume' });
    for (const does of ['undo', 'walk-in'] as const) {
      await command({ does });
      nowMs += 300;
      await command({ does });
    }
    expect([figure('visits'), figure('resumes'), figure('walkIns')]).toEqual([1, 0, 1]);
  });
});

describe('undo at a booth', () => {
  it('needs no reason within two minutes, and one later', async () => {
    await scan(await pass(1));
    await call('booth.resume', { ...tap(), post: 'A01-1' });
    nowMs += 3 * MINUTE;
    const fact = booth()?.recent[0]?.fact ?? '';
    expect(await call('booth.undo', { booth: 'A01', fact })).toEqual({
      ok: false,
      fault: { kind: 'reason-needed' },
    });
    expect(await call('booth.undo', { booth: 'A01', fact, reason: 'mistaken' })).toEqual(done);
    expect(figure('resumes')).toBe(0);
    expect(booth()?.recent[0]).toMatchObject({ kind: 'resume', takenBack: true });
  });

  it('works only at the booth that wrote the action, and once', async () => {
    await reopen(['A01', 'A02']);
    await command({ does: 'bind' }, 'A01', 'gun');
    await scan(await pass(1));
    const fact = booth()?.recent[0]?.fact ?? '';
    const notYours = { ok: false, fault: { kind: 'not-yours' } };
    expect(await call('booth.undo', { booth: 'A02', fact })).toEqual(notYours);
    expect(await call('booth.undo', { booth: 'A01', fact })).toEqual(done);
    expect(await call('booth.undo', { booth: 'A01', fact })).toEqual(notYours);
    expect(counter('gun')?.standing).toBeNull();
  });

  it('reaches the last twenty actions', async () => {
    for (let n = 0; n < 25; n += 1) await scan(await pass(n));
    expect(booth()?.recent).toHaveLength(20);
    expect(booth()?.recent[0]?.number).toBe(shortCode(pseudonymOf(24)));
  });
});

describe('an open booth', () => {
  it('is open after a restart at noon, however much was written since the morning', async () => {
    await scan(await pass(1));
    for (let n = 0; n < 70; n += 1) {
      store.ledger.append([{ happening: { kind: 'visit', what: { booth: 'A01' } } }]);
    }
    await reopen(['A01']);
    expect(await call('booth.face', {})).toMatchObject({ booths: [{ code: 'A01', open: true }] });
  });

  it('signs in again on the next day: who is present is counted by day', async () => {
    await scan(await pass(1));
    nowMs += 24 * 60 * MINUTE;
    await reopen(['A01']);
    expect(await call('booth.face', {})).toMatchObject({ booths: [{ code: 'A01', open: false }] });
    await scan(await pass(2));
    expect(booth()?.open).toBe(true);
  });
});

describe('several booths at one machine', () => {
  beforeEach(() => reopen(['A01', 'A02', 'A03']));

  it('refuse an unbound scanner until it scans a booth’s card', async () => {
    await scan(await pass(1));
    expect(said).toEqual([{ counter: null, said: { kind: 'refused', why: 'scanner-unbound' } }]);
    expect(store.ledger.count()).toBe(0);
  });

  it('each keep their scanner and person, even after a restart', async () => {
    await command({ does: 'bind' }, 'A01', 'left');
    await command({ does: 'bind' }, 'A02', 'right');
    await scan(await pass(1), 'left');
    await scan(await pass(2), 'right');
    expect(here('left').number).toBe(shortCode(pseudonymOf(1)));
    expect(here('right').number).toBe(shortCode(pseudonymOf(2)));
    await reopen(['A01', 'A02', 'A03']);
    await scan(await pass(3), 'right');
    expect(counter('right')).toMatchObject({ booth: 'A02', scanner: '扫码枪 right' });
    expect(store.ledger.tally('all', 'visits', 'booth:A02')).toBe(2);
  });

  it('never use one booth’s post at another after a scanner moved', async () => {
    await command({ does: 'bind' }, 'A02');
    await scan(await pass(1));
    await call('booth.resume', { ...tap('gun'), post: 'A02-2' });
    await command({ does: 'bind' }, 'A01');
    await scan(await pass(2));
    expect(here('gun').post).toMatch(/^A01-/);
    await command({ does: 'resume' }, 'A01');
    expect(store.ledger.tally('all', 'resumes', 'booth:A01')).toBe(1);
    expect(store.ledger.tally('all', 'resumes', 'post:A02-2')).toBe(1);
  });

  it('keep their person when the booth’s own card is scanned again', async () => {
    await command({ does: 'bind' }, 'A01');
    await scan(await pass(1));
    const saw = tap('gun');
    nowMs += 5_000;
    await command({ does: 'bind' }, 'A01');
    expect(await call('booth.resume', { ...saw, post: 'A01-1' })).toEqual(done);
  });

  it('have nobody at their counters after they signed out', async () => {
    await command({ does: 'bind' }, 'A01', 'left');
    await scan(await pass(1), 'left');
    expect(await call('booth.presence', { booth: 'A01', now: 'closed' })).toEqual(done);
    expect(shown?.counters).toEqual([]);
    expect(booth()?.open).toBe(false);
    expect(figure('booths')).toBe(1);
  });
});

describe('a booth with only a scanner', () => {
  it('works a whole morning with its command card', async () => {
    await command({ does: 'bind' });
    for (let n = 0; n < 30; n += 1) {
      nowMs += MINUTE;
      await scan(await pass(n));
      await command({ does: 'post', number: 2 });
      await command({ does: 'resume' });
      if (n % 3 === 0) await command({ does: 'intent', step: 'first' });
      if (n % 10 === 0) await command({ does: 'undo' });
    }
    await command({ does: 'walk-in' });
    await command({ does: 'close' });
    expect([figure('visits'), figure('resumes'), figure('intents'), figure('walkIns')]).toEqual([
      30, 28, 9, 1,
    ]);
    expect(store.ledger.tally('all', 'resumes', 'post:A01-2')).toBe(28);
    expect(said.filter(({ said }) => said.kind === 'refused')).toEqual([]);
  });

  it('refuses commands for nobody, from another booth’s card or a forged card', async () => {
    await reopen(['A01', 'A02']);
    await command({ does: 'bind' }, 'A01');
    await command({ does: 'resume' }, 'A01');
    await scan(await pass(1));
    await command({ does: 'intent', step: 'signed' }, 'A02');
    const forged = makeBoothCard(
      sample.fair,
      { booth: 'A01', command: { does: 'intent', step: 'signed' } },
      new Uint8Array(32).fill(9),
    );
    await scan(forged);
    const refused = said.flatMap(({ said }) => (said.kind === 'refused' ? [said.why] : []));
    expect(refused).toEqual(['nobody-here', 'card-of-other-booth', 'card-forged']);
    expect(store.ledger.tally('all', 'signed')).toBe(0);
  });
});
