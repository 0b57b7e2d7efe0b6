import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fair, postSchema as post } from './fair.ts';
import { hallMap } from './hall-map.ts';
import { fittingPosts, type Post, type Showing } from './matching.ts';

type Booth = Fair['booths'][number];
const booth = (code: string, ...posts: Partial<Post>[]): Booth => ({
  code,
  zone: `${code.charAt(0)}区`,
  employer: `${code} 公司`,
  about: '',
  posts: posts.map((post, i) => ({
    code: `${code}-${i + 1}`,
    zh: '岗位',
    trade: 'logistics',
    headcount: 1,
    place: '城区',
    ...post,
  })),
});
const showing: Showing = { seen: () => 0, notForMe: new Set(), turn: 'a', limit: 5 };
const codes = (fitting: ReturnType<typeof fittingPosts>) =>
  fitting.matches.map(({ post }) => post.code);

describe('posts that fit', () => {
  it('belong to the chosen trades, the first before the second', () => {
    const booths = [
      booth('A01', { trade: 'catering' }),
      booth('A02', { trade: 'driving' }),
      booth('A03', { trade: 'security' }),
    ];
    const found = fittingPosts(booths, { trades: ['driving', 'catering'] }, showing);
    expect(codes(found)).toEqual(['A02-1', 'A01-1']);
    expect(found.matches[0]?.reasons).toContainEqual({ kind: 'trade', trade: 'driving' });
  });

  it('require no more education than the person has, and give that reason', () => {
    const booths = [
      booth('A01', { education: 'bachelor' }),
      booth('A02', { education: 'senior' }),
      booth('A03', {}),
    ];
    const found = fittingPosts(booths, { trades: [], education: 'college' }, showing);
    expect(codes(found)).toEqual(['A02-1', 'A03-1']);
    expect(found.matches.map(({ reasons }) => reasons)).toEqual([
      [{ kind: 'education', education: 'senior' }],
      [{ kind: 'any-education' }],
    ]);
  });

  it('offer the wanted pay and place, and other places are listed', () => {
    const booths = [
      booth('A01', { pay: [4000, 5000] }),
      booth('A02', { pay: [5000, 7000], place: '东桥' }),
      booth('A03', { pay: [5000, 8000] }),
      booth('A04', {}),
    ];
    const wish = { trades: [], payAtLeast: 6000 };
    expect(codes(fittingPosts(booths, wish, showing)).toSorted()).toEqual(['A02-1', 'A03-1']);
    const near = fittingPosts(booths, { ...wish, place: '东桥' }, showing);
    expect(codes(near)).toEqual(['A02-1']);
    expect(near.matches[0]?.reasons.map(({ kind }) => kind)).toEqual([
      'any-education',
      'pay',
      'place',
    ]);
    expect(near.places.toSorted()).toEqual(['东桥', '城区']);
  });

  it('of a trade that nobody has said are shown to those who name none', () => {
    const { trade: _trade, ...tradeless } = booth('A01', {}).posts[0] ?? {};
    const booths = [{ ...booth('A01'), posts: [post.parse(tradeless)] }];
    expect(codes(fittingPosts(booths, { trades: ['logistics'] }, showing))).toEqual([]);
    const anyone = fittingPosts(booths, { trades: [] }, showing);
    expect(anyone.matches.map(({ reasons }) => reasons)).toEqual([[{ kind: 'any-education' }]]);
  });

  it('count by what an open end or an hour surely pays', () => {
    const booths = [
      booth('A01', { pay: [5000, null] }),
      booth('A02', { pay: [null, 6000] }),
      booth('A03', { pay: [35, 35], per: 'hour' }),
      booth('A04', { pay: [9, 12], per: 'piece' }),
    ];
    const wish = { trades: [], payAtLeast: 6000 };
    expect(codes(fittingPosts(booths, wish, showing)).toSorted()).toEqual(['A02-1', 'A03-1']);
  });

  it('come from different employers, and one put aside makes room for another', () => {
    const booths = [booth('A01', {}, {}, {}), booth('A02', {})];
    const found = fittingPosts(booths, { trades: [] }, showing);
    expect(found.total).toBe(4);
    expect(new Set(codes(found).map((code) => code.slice(0, 3)))).toEqual(new Set(['A01', 'A02']));
    const next = fittingPosts(booths, { trades: [] }, { ...showing, notForMe: new Set(['A01-1']) });
    expect(codes(next).toSorted()).toEqual(['A01-2', 'A02-1']);
  });

  it('show equally suitable booths about equally often', () => {
    const booths = Array.from({ length: 40 }, (_, i) => booth(`B${i + 10}`, {}));
    const shown = new Map<string, number>();
    for (let person = 0; person < 400; person += 1) {
      const found = fittingPosts(
        booths,
        { trades: [] },
        {
          ...showing,
          turn: `person ${person}`,
          seen: (code) => shown.get(code) ?? 0,
        },
      );
      for (const { booth: at } of found.matches) shown.set(at.code, (shown.get(at.code) ?? 0) + 1);
    }
    const counts = booths.map(({ code }) => shown.get(code) ?? 0);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(2);
  });

  it('keep the last place for a rarely shown employer, and give that reason', () => {
    const booths = [
      ...Array.from({ length: 8 }, (_, i) => booth(`A0${i}`, { trade: 'driving' })),
      booth('Z09', { trade: 'catering' }),
    ];
    const found = fittingPosts(
      booths,
      { trades: ['driving', 'catering'] },
      {
        ...showing,
        seen: (code) => (code === 'Z09' ? 0 : 50),
      },
    );
    expect(codes(found)).toHaveLength(5);
    expect(found.matches.at(-1)?.booth.code).toBe('Z09');
    expect(found.matches.at(-1)?.reasons.at(-1)).toEqual({ kind: 'quiet' });
  });

  it('never include a closed post', () => {
    const [only] = [booth('A01', { trade: 'driving' })];
    const closed = {
      ...only,
      posts: only.posts.map((post) => ({ ...post, closed: true as const })),
    };
    const wish = { trades: ['driving'] } as const;
    expect(fittingPosts([only], wish, showing).matches).toHaveLength(1);
    expect(fittingPosts([closed], wish, showing).matches).toEqual([]);
  });

  it('are no more than asked for, never repeated, and all suitable', () => {
    const anyPost = fc.record({
      trade: fc.constantFrom('driving', 'catering', 'security'),
      education: fc.constantFrom('junior', 'college', 'master'),
    });
    const anyBooths = fc
      .array(fc.array(anyPost, { minLength: 1, maxLength: 4 }), { maxLength: 30 })
      .map((all) => all.map((posts, i) => booth(`C${i + 10}`, ...posts)));
    fc.assert(
      fc.property(anyBooths, fc.integer({ min: 1, max: 6 }), fc.string(), (booths, limit, turn) => {
        const wish = { trades: ['driving'], education: 'college' } as const;
        const { matches, total } = fittingPosts(booths, wish, { ...showing, limit, turn });
        const all = matches.map(({ post }) => post.code);
        expect(matches.length).toBeLessThanOrEqual(Math.min(limit, total));
        expect(new Set(all).size).toBe(all.length);
        for (const { post } of matches) {
          expect(post.trade).toBe('driving');
          expect(post.education).not.toBe('master');
        }
      }),
    );
  });
});

describe('the hall’s map', () => {
  it('gives each booth its own place, in its zone and in number order', () => {
    const all = ['A10', 'A2', 'A1', 'B1', 'C1', 'C2', 'D1'].map((code) => booth(code, {}));
    const { spots, zones, width, height } = hallMap(all);
    expect(new Set(spots.map(({ x, y }) => `${x},${y}`)).size).toBe(all.length);
    expect(spots.map((spot) => spot.booth).slice(0, 3)).toEqual(['A1', 'A2', 'A10']);
    for (const { booth: code, x, y } of spots) {
      const zone = zones.find(({ name }) => name === `${code.charAt(0)}区`);
      expect(zone && x >= zone.x && x < zone.x + zone.width).toBe(true);
      expect(zone && y > zone.y && y < zone.y + zone.height).toBe(true);
      expect(x < width && y < height).toBe(true);
    }
  });

  it('is empty for a fair without booths', () => {
    expect(hallMap([]).spots).toEqual([]);
  });

  it('is the bureau’s own plan if that places every booth', () => {
    const own = [
      { ...booth('P1', {}), zone: '东', at: [40, 12] as [number, number] },
      { ...booth('P2', {}), zone: '东', at: [42, 12] as [number, number] },
      { ...booth('P3', {}), zone: '西', at: [40, 20] as [number, number] },
    ];
    expect(hallMap(own)).toEqual({
      width: 3,
      height: 10,
      zones: [
        { name: '东', x: 0, y: 0, width: 3, height: 2 },
        { name: '西', x: 0, y: 8, width: 1, height: 2 },
      ],
      spots: [
        { booth: 'P1', x: 0, y: 1 },
        { booth: 'P2', x: 2, y: 1 },
        { booth: 'P3', x: 0, y: 9 },
      ],
    });
    const laid = hallMap([...own, { ...booth('P4', {}), zone: '西' }]);
    expect(laid.spots).toHaveLength(4);
    const onOneSpot = own.map((each) => ({ ...each, at: [1, 1] as [number, number] }));
    expect(new Set(hallMap(onOneSpot).spots.map(({ x, y }) => `${x} ${y}`)).size).toBe(3);
  });
});
