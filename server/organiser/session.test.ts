import { describe, expect, it } from 'vitest';
import { sessionCookie, sessionOf } from './session.ts';

const TOKEN = 'the organiser’s';
const HOUR = 3_600_000;

const cookie = (name = '王海燕'): string =>
  sessionCookie(TOKEN, { fair: 'c48f0482', name }, 0, { secure: false }).split(';')[0] ?? '';

describe('a session', () => {
  it('is valid for a day in every process that has the token, and nowhere else', () => {
    expect(sessionOf(TOKEN, `other=1; ${cookie()}`, HOUR)).toMatchObject({
      name: '王海燕',
      fair: 'c48f0482',
    });
    expect(sessionOf('another token', cookie(), HOUR)).toBeUndefined();
    expect(sessionOf(TOKEN, cookie(), 17 * HOUR)).toBeUndefined();
  });

  it('is refused if it was forged', () => {
    const [name = '', value = ''] = cookie().split('=');
    const [text = '', seal = ''] = value.split('.');
    const forged = Buffer.from(
      JSON.stringify({ fair: 'ffffffff', name: 'x', untilMs: 9e15 }),
    ).toString('base64url');
    for (const other of [
      `${forged}.${seal}`,
      `${text}.`,
      text,
      '',
      `${text}.${'A'.repeat(seal.length)}`,
    ]) {
      expect(sessionOf(TOKEN, `${name}=${other}`, HOUR)).toBeUndefined();
    }
  });

  it('uses a secure cookie if the page came over TLS, and hides it from scripts', () => {
    const made = sessionCookie(TOKEN, { fair: 'c48f0482', name: 'x' }, 0, { secure: true });
    expect(made).toMatch(/; HttpOnly; SameSite=Strict; Path=\/; Max-Age=\d+; Secure$/);
  });
});
