import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { boothBook } from '../electron/station/booth/book.ts';
import { recommendations } from '../electron/station/entrance/recommend.ts';
import { boothSheets } from '../electron/station/printed-pages/booth-sheets.ts';
import { loadSampleFair } from '../electron/station/sample/sample-fair.ts';
import { storeIn } from '../electron/station/store/testing/store-in.ts';
import { boothFaceSchema } from '../shared/contract/booth.ts';
import { fittingPostSchema } from '../shared/contract/people.ts';
import { hallMap } from '../shared/hall-map.ts';
import { wallView, wallViewSchema } from '../shared/report/wall.ts';

it('the age and sex that a table asks for reach no kiosk, booth, wall or card', async () => {
  const { fair: old, keys } = await loadSampleFair(
    join(import.meta.dirname, '../resources/fairs/street-market'),
  );
  const booths = old.booths.slice(0, 3).map((booth) => ({
    ...booth,
    posts: booth.posts.map((post) => ({ ...post, age: '十八至卅五', sex: '限女' })),
  }));
  const fair = { ...old, booths };
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-age-'));
  const now = () => 1_803_690_000_000;
  const store = await storeIn(folder, { fair: fair.id, slot: 4, now });
  const book = boothBook({ fair, store, slots: [], now });
  const counters = {
    booths: booths.map((booth) => book.state(booth, true)),
    counters: [],
    awaited: [],
  };
  const { posts } = recommendations(fair, () => 0)(
    { pseudonym: '1'.repeat(32), about: {} },
    { notForMe: [] },
  );
  expect(posts.length).toBeGreaterThan(0);
  const shown = [
    posts.map((post) => fittingPostSchema.parse(post)),
    boothFaceSchema.parse(counters),
    wallViewSchema.parse(wallView(fair, undefined, 0)),
    hallMap(booths),
    await boothSheets(fair, booths, keys.signingKey),
  ];
  store.close();
  await rm(folder, { recursive: true });
  for (const each of shown) expect(JSON.stringify(each)).not.toMatch(/十八至卅五|限女/);
});
