import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Fair, fairSchema } from '../../../shared/fair.ts';
import { revisionHere } from '../keys/signed-fair.ts';
import { nextRevision } from './revision.ts';

let fair: Fair;
beforeAll(async () => {
  const file = join(import.meta.dirname, '../../../resources/fairs/street-market/fair.json');
  fair = fairSchema.parse(JSON.parse(await readFile(file, 'utf8')));
});

function withBooth(code: string): Fair {
  const next = nextRevision(revisionHere(fair), {
    booths: [...fair.booths, ...fair.booths.slice(0, 1).map((booth) => ({ ...booth, code }))],
  });
  if (!next.success) throw next.error;
  return next.data;
}
const codes = (revision: Fair | undefined): string[] | undefined =>
  revision?.booths.map(({ code }) => code);

describe('the next revision', () => {
  it('is not made if it takes a booth away (P12)', () => {
    const next = nextRevision(revisionHere(fair), { booths: fair.booths.slice(1) });
    expect(next.error?.message).toContain('close posts');
  });

  it('that settles two keeps what either has added (P12, P43)', () => {
    const [mine, other] = [withBooth('Y99'), withBooth('Z99')];
    const next = nextRevision(revisionHere(mine), {}, {}, revisionHere(other));
    expect(codes(next.data)?.toSorted()).toEqual([...(codes(fair) ?? []), 'Y99', 'Z99'].toSorted());
  });
});
