import { describe, expect, it } from 'vitest';
import { untilThere } from './away.ts';
import { poolOver, urlsOf } from './hosts.ts';

const withCode = (code: string, message = 'as PostgreSQL says it'): Error =>
  Object.assign(new Error(message), { code });

describe('a database that is away at the start', () => {
  it('is waited for, and said once', async () => {
    const said: string[] = [];
    let asked = 0;
    const open = async (): Promise<string> => {
      asked += 1;
      if (asked < 4) throw withCode(asked === 2 ? '57P03' : 'ECONNREFUSED');
      return 'open';
    };
    expect(await untilThere(open, (sentence) => said.push(sentence), 0)).toBe('open');
    expect(said).toEqual([
      expect.stringContaining('Waiting for it'),
      '数据库回来了。The database is there.',
    ]);
  });

  it('is not waited for where it refuses', async () => {
    const refused = withCode('28P01');
    await expect(
      untilThere(
        () => Promise.reject(refused),
        () => undefined,
      ),
    ).rejects.toBe(refused);
  });
});

describe('a database on several hosts', () => {
  it('is named as PostgreSQL’s own programs name it', () => {
    expect(
      urlsOf(
        'postgresql://me:pass@one,two:5433/fairs?target_session_attrs=read-write&sslmode=require',
      ),
    ).toEqual([
      'postgresql://me:pass@one/fairs?sslmode=require',
      'postgresql://me:pass@two:5433/fairs?sslmode=require',
    ]);
    expect(urlsOf('postgres://one/fairs?target_session_attrs=primary')).toEqual([
      'postgres://one/fairs',
    ]);
    expect(urlsOf('postgres:///postgres?host=/run&user=me')).toEqual([
      'postgres:///postgres?host=/run&user=me',
    ]);
  });

  it('fails with what the first host said, once each was tried', async () => {
    const pool = poolOver('postgres://127.0.0.1:1,127.0.0.1:2/fairs', { max: 1 });
    await expect(pool.connect()).rejects.toThrow('127.0.0.1:1');
    await pool.end();
  });
});
