import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openApp } from '../app.ts';
import { openSqlite } from '../storage/sqlite-home.ts';

/** So many wrong enrolment codes are more than an address may try. */
const MANY = 200;

it('believes only named proxies about whose guesses these are (P100)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-proxies-'));
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.fault.kind);
  const app = await openApp({
    storage: opened.value,
    now: () => 0,
    logger: false,
    proxies: ['10.0.0.5', '10.0.1.0/24'],
  });
  const guess = async (remoteAddress: string, client: string): Promise<number> => {
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/fairs/00000000/enrolments/take',
      remoteAddress,
      headers: { 'x-forwarded-for': client },
      payload: { code: '0'.repeat(32), claim: '0'.repeat(32) },
    });
    return answer.statusCode;
  };
  expect(await guess('10.0.0.5', '192.0.2.1')).toBe(404);
  for (let n = 0; n < MANY; n += 1) {
    await guess('10.0.0.5', '192.0.2.1');
    // A client that names an address of its own is known by the one that it comes from.
    await guess('198.51.100.7', `192.0.2.${n + 10}`);
  }
  expect(await guess('10.0.1.9', '192.0.2.1')).toBe(429);
  expect(await guess('198.51.100.7', '192.0.2.99')).toBe(429);
  expect(await guess('10.0.0.5', '192.0.2.2')).toBe(404);
  await app.close();
  await opened.value.close();
  await rm(folder, { recursive: true });
});
