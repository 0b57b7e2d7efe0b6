import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LATER, readKnown } from './read-known.ts';

const post = z.strictObject({
  code: z.string(),
  pay: z.int().exactOptional(),
  per: z.enum(['month', 'day']).exactOptional(),
});
const schema = z.strictObject({
  kind: z.enum(['fair', 'market']),
  taste: z.enum(['sweet', LATER]).exactOptional(),
  tags: z.array(z.enum(['a', 'b', LATER])).exactOptional(),
  roles: z.array(z.enum(['booth', 'desk'])).exactOptional(),
  posts: z.array(post).exactOptional(),
  what: z
    .union([z.strictObject({ pass: z.string() }), z.strictObject({ blank: z.string() })])
    .exactOptional(),
});
const fair = { kind: 'fair' } as const;

describe('what a newer version wrote (P75)', () => {
  it.each<[name: string, json: object, read: object | undefined]>([
    ['is as it is where all is known', { ...fair, tags: ['a'] }, { ...fair, tags: ['a'] }],
    ['is read without a field that is new', { ...fair, mood: 1 }, fair],
    [
      'is read without new fields deep inside',
      { ...fair, posts: [{ code: 'x', hue: { of: 'red' } }] },
      { ...fair, posts: [{ code: 'x' }] },
    ],
    ['has a stand-in for a new choice', { ...fair, taste: 'sour' }, { ...fair, taste: LATER }],
    [
      'has one for each new choice among several',
      { ...fair, tags: ['b', 'z', 'a', 'y'] },
      { ...fair, tags: ['b', LATER, 'a', LATER] },
    ],
    [
      'leaves out new elements where none may stand for them',
      { ...fair, roles: ['gate', 'booth', 'roof'] },
      { ...fair, roles: ['booth'] },
    ],
    [
      'leaves out a new choice with what means nothing without it',
      { ...fair, posts: [{ code: 'x', pay: 9, per: 'piece' }] },
      { ...fair, posts: [{ code: 'x' }] },
    ],
    [
      'is read inside the one form of two that it has',
      { ...fair, what: { blank: 'b', at: 1 } },
      { ...fair, what: { blank: 'b' } },
    ],
    ['is not read where what must be there is new', { kind: 'bazaar' }, undefined],
    ['is not read where what must be there is missing', { mood: 1 }, undefined],
    ['is not read where a value has another form', { ...fair, posts: 'many' }, undefined],
  ])('%s', (_name, json, read) => {
    const known = readKnown(schema, json, { belongs: { per: ['pay'] } });
    expect(known?.value).toEqual(read);
    if (known) expect(known.isWhole).toBe(JSON.stringify(json) === JSON.stringify(read));
  });

  it.each<[name: string, json: object, read: object | undefined]>([
    ['a part in another form', { ...fair, posts: 'many', tags: ['a'] }, { ...fair, tags: ['a'] }],
    [
      'an element that lacks what it must have, and no other',
      { ...fair, posts: [{ pay: 1 }, { code: 'x' }] },
      { ...fair, posts: [{ code: 'x' }] },
    ],
    ['a form that is neither of two', { ...fair, what: { pass: 1 } }, fair],
    ['nothing that must be there', { kind: 7 }, undefined],
  ])('is read, of a message, without %s', (_name, json, read) => {
    expect(readKnown(schema, json, { leavesOut: true })?.value).toEqual(read);
  });

  it('is not read where more is new than any version could have brought', () => {
    const many = (length: number) => ({ ...fair, roles: Array.from({ length }, () => 'roof') });
    expect(readKnown(schema, many(20_000))?.value).toEqual({ ...fair, roles: [] });
    expect(readKnown(schema, many(20_001))).toBeUndefined();
  });

  it('changes neither its source nor any prototype', () => {
    const json: unknown = JSON.parse('{"kind":"fair","__proto__":{"a":1},"constructor":{"b":2}}');
    const before = JSON.stringify(json);
    expect(readKnown(schema, json)?.value).toEqual(fair);
    expect(JSON.stringify(json)).toBe(before);
    expect(Object.prototype).not.toHaveProperty('a');
  });
});
