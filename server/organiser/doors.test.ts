import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fair } from '../../shared/fair.ts';
import { auditOf } from '../accounts/audit.ts';
import { endSessions, removeAccount, setPassword, setRole } from '../accounts/accounts.ts';
import { addToken, removeToken } from '../accounts/tokens.ts';
import { type App, openApp } from '../app.ts';
import type { Storage } from '../storage/homes.ts';
import { serverSource } from './source.ts';
import { anyToken, EASY } from '../testing/any-door.ts';
import { anyHomes } from '../testing/any-homes.ts';
import {
  anyAccount,
  anySignedFair,
  type Browser,
  browserAt,
  PASSWORD,
} from '../testing/any-page.ts';

const { homes, postgres, end } = await anyHomes();
afterAll(end);
// PGlite starts slowly, so it is used only if there is no PostgreSQL.
const two = homes.filter(([home]) => home !== 'PGlite' || !postgres);

const HOUR = 3_600_000;
const signedOut = { ok: true, value: { ok: false, fault: { kind: 'signed-out' } } };
const notAllowed = { ok: false, fault: { kind: 'not-allowed' } };
const wrong = { ok: true, value: { ok: false, fault: { kind: 'wrong' } } };
const done = { ok: true, value: { ok: true, value: { choose: [] } } };
const day = ['organiser.day', { scope: 'all' }] as const;

describe.each(two)('the server’s page, on %s', (home, open) => {
  let storage: Storage;
  let app: App;
  let fair: Fair;
  let other: Fair;
  let nowMs = Date.UTC(2027, 1, 27, 1);
  const keeping = () => ({ storage, now: () => nowMs, hardness: EASY });
  beforeAll(async () => {
    const opened = await open();
    if (!opened.ok) throw new Error(opened.fault.kind);
    storage = opened.value;
    app = await openApp({ storage, now: () => nowMs, hardness: EASY, logger: false });
  });
  afterAll(async () => {
    await app.close();
    await storage.close();
  });
  beforeEach(async () => {
    nowMs += 48 * HOUR;
    fair = await anySignedFair(storage, '城南招聘会');
    other = await anySignedFair(storage, '城北招聘会');
  });

  /** Each test has people of its own. */
  const who = (name: string): string => `${name}${fair.id}`;
  const deeds = async (fairId = fair.id) =>
    (await auditOf(storage, fairId)).lines.map(({ did, about }) => `${did} ${about}`);

  describe('a sign-in', () => {
    it('names no fair to somebody who has none', async () => {
      const { body } = await browserAt(app).call('station.hello');
      expect(body).toEqual({ ok: true, value: { state: 'server', organiser: null } });
    });

    it('opens its own fair, and is written down by the account’s name', async () => {
      await anyAccount(storage, fair.id, who('王海燕'), 'organiser');
      const browser = browserAt(app);
      expect(await browser.signIn(`  ${who('王海燕')} `)).toEqual(done);
      expect((await browser.call('station.hello')).body).toMatchObject({
        value: { organiser: { name: who('王海燕'), role: 'organiser', fair: { id: fair.id } } },
      });
      await browser.call('organiser.export', { scope: 'all', format: 'csv' });
      expect((await deeds()).slice(-2)).toEqual([
        `signed-in ${who('王海燕')}`,
        `day-exported ${who('王海燕')}，全程，CSV 文本`,
      ]);
      expect(await deeds(other.id)).toEqual([]);
    });

    it('asks which fair only where one password opens several', async () => {
      const name = who('张');
      await anyAccount(storage, fair.id, name, 'viewer');
      await anyAccount(storage, other.id, name, 'viewer');
      const browser = browserAt(app);
      const choices = [fair, other].toSorted((a, b) => (a.id < b.id ? -1 : 1));
      expect(await browser.signIn(name)).toMatchObject({
        value: {
          value: { choose: choices.map(({ id, name: named }) => ({ of: id, name: named })) },
        },
      });
      expect((await browser.call(...day)).body).toEqual(signedOut);
      expect(await browser.signIn(name, PASSWORD, other.id)).toEqual(done);
      expect((await browser.call('station.hello')).body).toMatchObject({
        value: { organiser: { fair: { id: other.id } } },
      });
    });

    it('tells two people of one name apart, and neither of the other', async () => {
      const name = who('李');
      await anyAccount(storage, fair.id, name, 'viewer');
      await anyAccount(storage, other.id, name, 'viewer', 'another long password');
      const browser = browserAt(app);
      expect(await browser.signIn(name, 'another long password')).toEqual(done);
      expect(await browserAt(app).signIn(name, PASSWORD, other.id)).toEqual(wrong);
    });
  });

  describe('a session', () => {
    it('ends by itself after sixteen hours', async () => {
      await anyAccount(storage, fair.id, who('甲'), 'viewer');
      const browser = browserAt(app);
      await browser.signIn(who('甲'));
      nowMs += 16 * HOUR - 1;
      expect((await browser.call(...day)).body).toMatchObject({ value: { ok: true } });
      nowMs += 1;
      expect((await browser.call(...day)).body).toEqual(signedOut);
    });

    it('ends at the server with the sign-out, also for somebody who copied its cookie', async () => {
      await anyAccount(storage, fair.id, who('甲'), 'viewer');
      const browser = browserAt(app);
      await browser.signIn(who('甲'));
      const headers = {
        host: 'server.test',
        origin: 'http://server.test',
        cookie: browser.cookie(),
      };
      await browser.call('organiser.signOut');
      const stolen = await app.inject({
        method: 'POST',
        url: '/call/organiser.day',
        headers,
        payload: { scope: 'all' },
      });
      expect(stolen.json()).toEqual(signedOut);
    });

    it.each([
      ['new password', (at: At) => setPassword(keeping(), { ...at, password: 'a quite new one' })],
      ['other role', (at: At) => setRole(keeping(), { ...at, role: 'organiser' })],
      ['removal', (at: At) => removeAccount(keeping(), { ...at, even: 'the last' })],
      ['end of its sessions', (at: At) => endSessions(keeping(), at)],
    ])('ends with the %s of its account', async (_what, change) => {
      await anyAccount(storage, fair.id, who('甲'), 'viewer');
      const browser = browserAt(app);
      await browser.signIn(who('甲'));
      expect((await change({ fair: fair.id, name: who('甲'), by: 'test' })).ok).toBe(true);
      expect((await browser.call(...day)).body).toEqual(signedOut);
    });

    it('is one of twenty of its account: of more, the oldest end', async () => {
      await anyAccount(storage, fair.id, who('甲'), 'viewer');
      await anyAccount(storage, fair.id, who('乙'), 'viewer');
      const other = browserAt(app);
      await other.signIn(who('乙'));
      const browsers = Array.from({ length: 21 }, () => browserAt(app));
      for (const browser of browsers) {
        nowMs += 1;
        await browser.signIn(who('甲'));
      }
      const open = await Promise.all(
        [other, ...browsers].map(async (each) => (await each.call(...day)).body),
      );
      expect(open.filter((body) => JSON.stringify(body) === JSON.stringify(signedOut))).toEqual([
        open[1],
      ]);
    });

    it('is stored only as a hash, as passwords and tokens are', async () => {
      await anyAccount(storage, fair.id, who('甲'), 'viewer');
      const token = await anyToken(storage, fair.id);
      const browser = browserAt(app);
      await browser.signIn(who('甲'));
      const kept = await Promise.all(
        (['session', 'account', 'machine_token'] as const).map((table) =>
          storage.db.selectFrom(table).selectAll().where('fair_id', '=', fair.id).execute(),
        ),
      );
      const text = JSON.stringify(kept);
      const cookie = /chunfeng-organiser=\w*\.([^;]+)/.exec(browser.cookie())?.[1];
      for (const secret of [cookie, token.split('.')[2], PASSWORD]) {
        expect(secret?.length).toBeGreaterThan(9);
        expect(text).not.toContain(secret);
      }
    });
  });

  describe('a person', () => {
    const NEXT = 'a quite new password';
    it('changes the own password, and stays signed in here alone', async () => {
      await anyAccount(storage, fair.id, who('甲'), 'viewer');
      const [here, elsewhere] = [browserAt(app), browserAt(app)];
      await here.signIn(who('甲'));
      await elsewhere.signIn(who('甲'));
      const change = async (now: string, password: string) =>
        (await here.call('accounts.ownPassword', { now, password })).body;
      expect(await change('guessed it', NEXT)).toEqual(wrong);
      expect(await change(PASSWORD, 'short')).toMatchObject({
        value: { fault: { kind: 'short' } },
      });
      expect(await change(PASSWORD, NEXT)).toEqual({ ok: true, value: { ok: true, value: {} } });
      expect((await here.call(...day)).body).toMatchObject({ value: { ok: true } });
      expect((await elsewhere.call(...day)).body).toEqual(signedOut);
      expect(await browserAt(app).signIn(who('甲'))).toEqual(wrong);
      expect(await browserAt(app).signIn(who('甲'), NEXT)).toEqual(done);
      expect(await deeds()).toContain(`account-password ${who('甲')}，账号 ${who('甲')}`);
      expect(JSON.stringify(await deeds())).not.toContain(NEXT);
    });

    it('whose session somebody took cannot be locked out by guesses at the old password', async () => {
      await anyAccount(storage, fair.id, who('乙'), 'viewer');
      const taken = browserAt(app, '198.51.100.20');
      await taken.signIn(who('乙'));
      const kinds: unknown[] = [];
      for (let n = 0; n < 5; n += 1) {
        kinds.push(
          (await taken.call('accounts.ownPassword', { now: `guess ${n}`, password: NEXT })).body,
        );
      }
      expect(kinds.slice(0, 3)).toEqual([wrong, wrong, wrong]);
      expect(kinds[4]).toMatchObject({ value: { fault: { kind: 'too-many' } } });
      expect(await browserAt(app, '203.0.113.20').signIn(who('乙'))).toEqual(done);
    });
  });

  describe('what was done', () => {
    const audit = async (browser: Browser, fairId: string) =>
      JSON.stringify((await browser.call('accounts.audit', { fair: fairId })).body);

    it('is shown to administrators, of the whole server and of their own fair', async () => {
      await anyAccount(storage, '', who('总'), 'administrator');
      await anyAccount(storage, fair.id, who('管'), 'administrator');
      await anyAccount(storage, fair.id, who('看'), 'viewer');
      const [all, own, viewer] = [browserAt(app), browserAt(app), browserAt(app)];
      await all.signIn(who('总'));
      await own.signIn(who('管'));
      await viewer.signIn(who('看'));
      expect(await audit(all, '')).toContain(`account-added`);
      expect(await audit(all, '')).toContain(who('总'));
      expect(await audit(own, fair.id)).toContain(who('看'));
      for (const [browser, fairId] of [
        [own, ''],
        [own, other.id],
        [viewer, fair.id],
      ] as const) {
        expect(await audit(browser, fairId)).toContain('not-allowed');
      }
    });
  });

  describe('a role', () => {
    it('that only looks sees figures, and cannot take or change anything', async () => {
      await anyAccount(storage, fair.id, who('看'), 'viewer');
      const browser = browserAt(app);
      await browser.signIn(who('看'));
      expect((await browser.call(...day)).body).toMatchObject({ value: { ok: true } });
      for (const [call, input] of [
        ['organiser.publish', {}],
        ['organiser.withdraw', { number: 1, reason: 'x' }],
        ['organiser.export', { scope: 'all', format: 'csv' }],
        ['organiser.unused', { slot: 1, unused: true }],
        ['organiser.keepTemplate', { bulletin: null }],
        ['organiser.auditExport', {}],
      ] as const) {
        expect((await browser.call(call, input)).body, call).toEqual(notAllowed);
      }
      expect((await browser.call('accounts.list', { fair: fair.id })).body).toMatchObject({
        value: { fault: { kind: 'not-allowed' } },
      });
    });

    it('of an administrator keeps the accounts of the own fair alone', async () => {
      await anyAccount(storage, fair.id, who('管'), 'administrator');
      await anyAccount(storage, other.id, who('邻'), 'administrator');
      const browser = browserAt(app);
      await browser.signIn(who('管'));
      const added = await browser.call('accounts.add', {
        fair: fair.id,
        name: '新',
        role: 'viewer',
        password: null,
      });
      expect(JSON.stringify(added.body)).toMatch(/"password":"\w{4}(-\w{4}){3}"/);
      expect((await deeds()).at(-1)).toBe(`account-added ${who('管')}，账号 新，只读`);
      const refused = { value: { fault: { kind: 'not-allowed' } } };
      for (const fairId of [other.id, 'ffffffff', '']) {
        expect((await browser.call('accounts.list', { fair: fairId })).body).toMatchObject(refused);
        const removal = await browser.call('accounts.remove', { fair: fairId, name: who('邻') });
        expect(removal.body).toMatchObject(refused);
      }
      expect((await browser.call('accounts.fairs')).body).toMatchObject(refused);
    });

    it('cannot be taken from the last administrator at the page', async () => {
      await anyAccount(storage, fair.id, who('管'), 'administrator');
      const browser = browserAt(app);
      await browser.signIn(who('管'));
      const self = { fair: fair.id, name: who('管') };
      const last = { value: { fault: { kind: 'last' } } };
      expect((await browser.call('accounts.remove', self)).body).toMatchObject(last);
      expect((await browser.call('accounts.role', { ...self, role: 'viewer' })).body).toMatchObject(
        last,
      );
    });

    it('of the whole server keeps every fair’s accounts, and sees no figure', async () => {
      const name = who('总');
      await anyAccount(storage, '', name, 'administrator');
      const browser = browserAt(app);
      await browser.signIn(name);
      expect((await browser.call(...day)).body).toEqual(notAllowed);
      const added = await browser.call('accounts.add', {
        fair: other.id,
        name: '新',
        role: 'organiser',
        password: PASSWORD,
      });
      expect(added.body).toMatchObject({ value: { ok: true } });
      expect(JSON.stringify((await browser.call('accounts.fairs')).body)).toContain(other.id);
    });
  });

  describe('guesses', () => {
    it('are slowed and written down without the guess, and the honest sign in at once', async () => {
      await anyAccount(storage, fair.id, who('甲'), 'viewer');
      const guesser = browserAt(app, '198.51.100.7');
      const answers: number[] = [];
      for (let n = 0; n < 40; n += 1) {
        const account = who('甲');
        const password = `guess number ${n}`;
        answers.push((await guesser.call('organiser.signIn', { account, password })).status);
      }
      expect(answers.filter((status) => status === 200)).toHaveLength(3);
      expect(answers.at(-1)).toBe(429);
      expect(await browserAt(app, '203.0.113.5').signIn(who('甲'))).toEqual(done);
      const refused = async () =>
        (await deeds()).filter((deed) => deed.startsWith('sign-in-refused'));
      await expect.poll(refused).toEqual([`sign-in-refused ${who('甲')}，198.51.100.7，试了 3 次`]);
      expect(JSON.stringify(await deeds())).not.toContain('guess number');
    });

    // PGlite has one connection: while a write waits there, nobody can read.
    it.skipIf(home === 'PGlite')(
      'are answered as soon where there is an account to write them down at',
      async () => {
        await anyAccount(storage, fair.id, who('丙'), 'viewer');
        const guesser = browserAt(app, '198.51.100.9');
        let end: () => void = () => undefined;
        const ended = new Promise<void>((resolve) => (end = resolve));
        // Every write at the fair now waits.
        const busy = storage.exclusively(fair.id, () => ended);
        for (let n = 0; n < 3; n += 1)
          expect(await guesser.signIn(who('丙'), 'wrong')).toEqual(wrong);
        end();
        await busy;
        await expect.poll(async () => (await deeds()).at(-1)).toContain('sign-in-refused');
      },
    );

    it('from the same address do not hold up a browser that was here before', async () => {
      await anyAccount(storage, fair.id, who('乙'), 'viewer');
      const own = browserAt(app, '198.51.100.8');
      await own.signIn(who('乙'));
      await own.call('organiser.signOut');
      const guesser = browserAt(app, '198.51.100.8');
      for (let n = 0; n < 60; n += 1) {
        const account = n % 2 ? who('乙') : `name ${n}`;
        await guesser.call('organiser.signIn', { account, password: 'guessed it' });
      }
      expect(
        (
          await browserAt(app, '198.51.100.8').call('organiser.signIn', {
            account: who('乙'),
            password: PASSWORD,
          })
        ).status,
      ).toBe(429);
      expect(await own.signIn(who('乙'))).toEqual(done);
    });
  });

  describe('a program’s token', () => {
    const asked = (url: string, token: string, address = '192.0.2.9') =>
      app.inject({ url, remoteAddress: address, headers: { authorization: `Bearer ${token}` } });

    it('opens what it is for, at its own fair, until it is removed', async () => {
      const token = { fair: fair.id, name: '上级系统', by: 'test' };
      const added = await addToken(keeping(), { ...token, rights: ['contacts'] });
      if (!added.ok) throw new Error(added.fault.kind);
      const { token: text } = added.value;
      const pathOf = (fairId: string) => `/v1/fairs/${fairId}`;
      expect((await asked(`${pathOf(fair.id)}/contacts`, text)).statusCode).toBe(200);
      expect((await asked(`${pathOf(fair.id)}/figures`, text)).json()).toEqual({
        kind: 'not-of-this-token',
      });
      expect((await deeds()).at(-1)).toBe('contacts-fetched 上级系统');
      // Nobody can distinguish a fair that is there from one that is not.
      const answers = await Promise.all(
        [other.id, 'ffffffff'].map((fairId) => asked(`${pathOf(fairId)}/contacts`, text)),
      );
      for (const { statusCode, body } of answers) {
        expect([statusCode, body]).toEqual([401, '{"kind":"not-allowed"}']);
      }
      await removeToken(keeping(), token);
      expect((await asked(`${pathOf(fair.id)}/contacts`, text)).statusCode).toBe(401);
    });

    it('cannot be guessed through changing fairs, and a right one still works', async () => {
      const good = await anyToken(storage, fair.id);
      const answers: number[] = [];
      for (let n = 0; n < 200; n += 1) {
        const fairId = n.toString(16).padStart(8, '0');
        const guess = n % 2 ? String(n) : `cf1.${fairId}.${'A'.repeat(43)}`;
        answers.push((await asked(`/v1/fairs/${fairId}/figures`, guess, '192.0.2.77')).statusCode);
      }
      expect(answers.filter((status) => status === 401)).toHaveLength(30);
      expect(answers.at(-1)).toBe(429);
      const right = await asked(`/v1/fairs/${fair.id}/figures`, good, '192.0.2.77');
      expect(right.statusCode).toBe(200);
    });

    it('is guessed at in the audit log by address and number', async () => {
      for (let n = 0; n < 4; n += 1) {
        await asked(`/v1/fairs/${fair.id}/figures`, `wrong ${n}`, '192.0.2.78');
      }
      await expect.poll(() => deeds()).toEqual(['token-refused token，192.0.2.78，试了 3 次']);
    });

    it('for enrolments, and the code that it leaves, are limited as well', async () => {
      const take = () =>
        app.inject({
          method: 'POST',
          url: `/v1/fairs/${fair.id}/enrolments/take`,
          remoteAddress: '192.0.2.79',
          payload: { code: '0'.repeat(32), claim: '1'.repeat(32) },
        });
      const answers: number[] = [];
      for (let n = 0; n < 40; n += 1) answers.push((await take()).statusCode);
      expect(answers.filter((status) => status === 404).length).toBeLessThan(31);
      expect(answers.at(-1)).toBe(429);
      const offered = await app.inject({
        method: 'POST',
        url: `/v1/fairs/${fair.id}/enrolments`,
        remoteAddress: '192.0.2.79',
        payload: { codeHash: 'a'.repeat(64), slot: 1, file: '{}', minutes: 5 },
      });
      expect(offered.statusCode).toBe(429);
    });
  });

  describe('questions that all facts answer', () => {
    it('are answered by few walks over them, however many ask at once', async () => {
      let walks = 0;
      const db = storage.db.withPlugin({
        transformQuery({ node }) {
          if (node.kind === 'SelectQueryNode' && node.groupBy) walks += 1;
          return node;
        },
        transformResult: async ({ result }) => result,
      });
      const asked = Array.from({ length: 12 }, async (_, n) => {
        const organiser = { name: `account ${n}`, fair };
        const source = serverSource({ ...storage, db }, organiser, () => nowMs);
        return source.read(() => ({ see: () => undefined, found: () => n }));
      });
      expect(await Promise.all(asked)).toEqual(asked.map((_, n) => n));
      expect(walks).toBeLessThan(3);
    });
  });

  describe('what is not for strangers', () => {
    it('the description and the events want a session', async () => {
      await anyAccount(storage, fair.id, who('甲'), 'viewer');
      const browser = browserAt(app);
      for (const url of [
        '/docs',
        '/docs/',
        '/docs/json',
        '/docs/yaml',
        '/docs/static/index.html',
      ]) {
        expect(await browser.get(url), url).toBe(401);
      }
      expect(await browser.get('/events')).toBe(401);
      await browser.signIn(who('甲'));
      expect(await browser.get('/docs/json')).toBe(200);
    });
  });
});

interface At {
  readonly fair: string;
  readonly name: string;
  readonly by: string;
}
