import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Publication } from '../../shared/report/published.ts';
import { bulletin, type BulletinSetting } from '../../shared/report/bulletin.ts';
import { dayView } from '../../shared/report/day-view.ts';
import type { Fair } from '../../shared/fair.ts';
import { anyHomes } from '../testing/any-homes.ts';
import { historyFair } from '../testing/any-stations.ts';
import type { Storage } from '../storage/homes.ts';
import { auditOf } from '../accounts/audit.ts';
import { bulletinsOf, checkOf, publish, withdraw } from './bulletins.ts';
import { figuresIn } from './source.ts';

const { homes, postgres, end } = await anyHomes();
afterAll(end);
// PGlite starts slowly, so it is used only if there is no PostgreSQL.
const two = homes.filter(([home]) => home !== 'PGlite' || !postgres);

const NOW = Date.UTC(2027, 1, 27, 10);
const BY = '王海燕';
const setting: BulletinSetting = {
  template: '{求职者人数}名求职者到场，收到简历{简历份数}份。',
  added: '下一场在三月。',
  numbers: 'exact',
};
let drawn = 0;

describe.each(two)('a published bulletin, on %s', (_home, open) => {
  let storage: Storage;
  let fair: Fair;
  beforeAll(async () => {
    const opened = await open();
    if (!opened.ok) throw new Error(opened.fault.kind);
    storage = opened.value;
  });
  afterAll(() => storage.close());
  beforeEach(() => {
    drawn += 1;
    fair = { ...historyFair, id: drawn.toString(16).padStart(8, 'b') };
  });

  async function shown(): Promise<Publication> {
    drawn += 1;
    const figures = await figuresIn(storage.db, fair, 'all');
    const view = dayView({ fair, scope: 'all', ...figures, nowMs: NOW });
    return {
      request: drawn.toString(16).padStart(32, '0'),
      scope: 'all',
      setting,
      digest: view.digest,
      text: bulletin(view, setting).text,
    };
  }
  const published = async (what: Publication): Promise<number> => {
    const done = await publish(storage, fair, what, BY, NOW);
    if (!done.ok) throw new Error(done.fault.kind);
    return done.value.number;
  };
  const deeds = async () => (await auditOf(storage, fair.id)).lines.map(({ did }) => did);

  it('is published once, even if its request is repeated', async () => {
    const what = await shown();
    const numbers = await Promise.all([published(what), published(what), published(what)]);
    expect(numbers).toEqual([1, 1, 1]);
    expect(await bulletinsOf(storage, fair.id)).toHaveLength(1);
    expect(await deeds()).toEqual(['published']);
  });

  it('is not published again while the same text stands', async () => {
    expect(await published(await shown())).toBe(1);
    expect(await published(await shown())).toBe(1);
    const [first, ...others] = await bulletinsOf(storage, fair.id);
    expect(first).toMatchObject({ number: 1, whole: false, withdrawn: null });
    expect(others).toEqual([]);
  });

  it('is refused if its text differs from the one shown', async () => {
    const what = await shown();
    expect(await publish(storage, fair, { ...what, text: `${what.text}！` }, BY, NOW)).toEqual({
      ok: false,
      fault: { kind: 'moved' },
    });
    expect(await bulletinsOf(storage, fair.id)).toEqual([]);
  });

  it('is refused if its template asks for a figure that nobody knows', async () => {
    const what = await shown();
    const faulty = { ...what, setting: { ...setting, template: '{求职者数目}人到场。' } };
    expect(await publish(storage, fair, faulty, BY, NOW)).toEqual({
      ok: false,
      fault: { kind: 'faulty' },
    });
    expect(await bulletinsOf(storage, fair.id)).toEqual([]);
  });

  it('shows its withdrawal, with the reason, to everybody who checks it', async () => {
    const what = await shown();
    const number = await published(what);
    const reason = '漏了三号门';
    const later = NOW + 60_000;
    expect(await withdraw(storage, fair.id, { number, reason }, BY, later)).toMatchObject({
      ok: true,
    });
    await withdraw(storage, fair.id, { number, reason: '又点了一次' }, '李', later + 60_000);
    expect(await bulletinsOf(storage, fair.id)).toMatchObject([
      { number, text: what.text, withdrawn: { by: BY, reason, atMs: later } },
    ]);
    const check = await checkOf(storage, fair, number, later);
    expect(check).toMatchObject({ text: what.text, withdrawn: { reason, atMs: later } });
    expect(JSON.stringify(check)).not.toContain(BY);
    expect(await deeds()).toEqual(['published', 'withdrawn']);
  });

  it('stays withdrawn when its old request is repeated, and can be published again', async () => {
    const what = await shown();
    const number = await published(what);
    await withdraw(storage, fair.id, { number, reason: '错字' }, BY, NOW);
    expect(await published(what)).toBe(number);
    expect(await published(await shown())).toBe(number + 1);
    const withdrawn = (await bulletinsOf(storage, fair.id)).map((each) => each.withdrawn !== null);
    expect(withdrawn).toEqual([false, true]);
  });

  it('cannot be withdrawn if it was never published', async () => {
    expect(await withdraw(storage, fair.id, { number: 7, reason: '错字' }, BY, NOW)).toEqual({
      ok: false,
      fault: { kind: 'none' },
    });
    expect(await deeds()).toEqual([]);
  });
});
