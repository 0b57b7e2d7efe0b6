import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import { z } from 'zod';
import { openerFor } from '../../electron/station/keys/seal.ts';
import { type Day, playDay } from './day.ts';
import { canary, secretsOf } from './people.ts';
import { hitsBelow, hitsIn, needlesOf } from './search.ts';

/**
 * Story: the kiosk is stolen at noon. Desired end: no name, number, address or phone in anything that it
 * stores, sent or printed.
 */

describe('the canary search', () => {
  const secret = '周璟琛';
  const utf16 = Buffer.from(secret, 'utf16le');
  const base64 = (prefix: string): string => Buffer.from(`${prefix}${secret},`).toString('base64');

  it.each([
    ['as it is', Buffer.from(`{"name":"${secret}"}`)],
    ['in UTF-16', Buffer.concat([Buffer.from([1]), utf16])],
    ['in UTF-16, the other way round', Buffer.from(utf16).swap16()],
    ['in hex', Buffer.from(Buffer.from(`x${secret}`).toString('hex'))],
    ['in HEX', Buffer.from(Buffer.from(secret).toString('hex').toUpperCase())],
    ['in base64, after nothing', Buffer.from(base64(''))],
    ['in base64, after one byte', Buffer.from(base64('a'))],
    ['in base64, after two', Buffer.from(base64('ab'))],
    ['in base64url', Buffer.from(Buffer.from(`abcd${secret}`).toString('base64url'))],
    ['in an address', Buffer.from(`?q=${encodeURIComponent(secret)}`)],
    ['in escaped JSON', Buffer.from('"\\u5468\\u749f\\u741b"')],
  ])('finds a name %s', (_, bytes) => {
    expect(hitsIn('planted', bytes, needlesOf([secret])).length).toBeGreaterThan(0);
  });

  it('finds nothing that is absent', () => {
    expect(hitsIn('planted', Buffer.from('周*琛 璟'), needlesOf([secret]))).toEqual([]);
  });
});

describe('after a day at the gate', () => {
  let day: Day;
  beforeAll(async () => {
    day = await playDay(24);
  });
  afterAll(() => day.clean());

  const needles = () => needlesOf(day.people.flatMap(secretsOf));

  it('no station file holds personal data, open or closed', async () => {
    const atNoon = await hitsBelow(day.atNoon, needles());
    const closed = await hitsBelow(day.folder, needles());
    expect([...atNoon.hits, ...closed.hits]).toEqual([]);
    expect(atNoon.files.toSorted()).toEqual(
      expect.arrayContaining(['enrolment.json', 'station.db', 'station.db-wal']),
    );
    // The first facts' backup, and those of the rhythm, were searched, too.
    expect(closed.files.filter((name) => name.startsWith('00'))).toHaveLength(3);
  });

  it('no message or log holds personal data', () => {
    expect(day.sent.length).toBeGreaterThan(10_000);
    expect(day.said).toContain('open at');
    expect(hitsIn('sent', day.sent, needles())).toEqual([]);
    expect(hitsIn('said', Buffer.from(day.said), needles())).toEqual([]);
  });

  it('the organiser can open all of it in sealed boxes', async () => {
    const db = new SqliteDatabase(join(day.folder, 'station.db'), { readonly: true });
    const boxes = z
      .array(
        z.object({
          pseudonym: z.instanceof(Uint8Array),
          holds: z.enum(['identity', 'phone']),
          sealed: z.instanceof(Uint8Array),
        }),
      )
      .parse(db.prepare('SELECT pseudonym, holds, sealed FROM box').all());
    db.close();
    expect(boxes).toHaveLength(day.sealed);
    const open = await openerFor(day.keys.sealingKey);
    const opened = await Promise.all(
      boxes.map(({ pseudonym, holds, sealed }) =>
        open({ fair: day.fair, pseudonym: Buffer.from(pseudonym).toString('hex'), holds }, sealed),
      ),
    );
    const { card, phone } = canary(0);
    expect(opened.some((content) => content.includes(phone))).toBe(true);
    expect(opened.some((content) => content.includes(card.number))).toBe(true);
    expect(opened.some((content) => content.includes(card.address))).toBe(true);
  });

  it('nobody who declined consent is in a box', () => {
    expect(day.sealed).toBe(4 * (2 + 1 + 0 + 0 + 2 + 0));
  });
});
