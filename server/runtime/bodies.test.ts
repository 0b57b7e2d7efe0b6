import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openBodies, TooMuch } from './bodies.ts';

const MEGABYTE = 1024 * 1024;
const bomb = gzipSync(Buffer.alloc(40 * MEGABYTE, 'x'));
const bodyOf = (bytes: Buffer): Readable => Readable.from([bytes]);
const stranger = { name: '203.0.113.9', isSigned: false };

it('A small gzip that unpacks without end is given up where its bound is', async () => {
  const bodies = openBodies();
  const held = bodies.enter(stranger);
  if (!held) throw new Error('no place');
  await expect(text(held.read(bodyOf(bomb), true))).rejects.toEqual(new TooMuch(413));
  expect(bodies.most()).toBeLessThan(9 * MEGABYTE);
  held.letGo();
  expect(bodies.held()).toBe(0);
});

it('Thirty of them from one address hold no more than a few, and take no station’s place', async () => {
  const bodies = openBodies();
  const entered = Array.from({ length: 30 }, () => bodies.enter(stranger));
  expect(entered.filter(Boolean)).toHaveLength(4);
  const reading = entered.flatMap((held) =>
    held ? [text(held.read(bodyOf(bomb), true)).catch(String)] : [],
  );
  const station = bodies.enter({ name: 'fair/4', isSigned: true });
  const upload = gzipSync('{"facts":[]}');
  if (!station) throw new Error('no place');
  expect(await text(station.read(bodyOf(upload), true))).toBe('{"facts":[]}');
  await Promise.all(reading);
  expect(bodies.most()).toBeLessThan(34 * MEGABYTE);
});

it('A place that is let go is free for the next', () => {
  const bodies = openBodies();
  const first = bodies.enter({ name: 'fair/4', isSigned: true });
  bodies.enter({ name: 'fair/4', isSigned: true });
  expect(bodies.enter({ name: 'fair/4', isSigned: true })).toBeUndefined();
  first?.letGo();
  expect(bodies.enter({ name: 'fair/4', isSigned: true })).toBeDefined();
});

it('What still comes after the answer is dropped, and ends no server', async () => {
  const held = openBodies().enter(stranger);
  const body = new Readable({ read: () => undefined });
  const read = held?.read(body, false);
  if (!held || !read) throw new Error('no place');
  const closed = new Promise((resolve) => read.once('close', resolve));
  held.letGo();
  body.push('too late');
  await closed;
  expect(read.errored).toEqual(new TooMuch(503));
});
