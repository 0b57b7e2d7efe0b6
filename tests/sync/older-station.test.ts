import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { chainedFactSchema } from '../../shared/facts.ts';
import { keyText, signText } from '../../electron/station/keys/fair-keys.ts';
import { tombstoneOfOld } from '../../shared/sync/erasures.ts';
import {
  ackSchema,
  COVER_DOMAIN,
  coverText,
  type Proof,
  SYNC_VERSION,
  uploadSchema,
  type WireFact,
} from '../../shared/sync/wire.ts';
import { READS_HEADER, SYNC_READS } from '../../shared/sync/versions.ts';
import { type Day, openDay } from './day.ts';

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

describe('a station with an older version', () => {
  const versions = globSync('versions/*.json', { cwd: import.meta.dirname });

  /** Sends as is, or with the proofs that its update would add. */
  async function post(slot: number, body: object) {
    const address = new URL(`/v1/fairs/${day.sample.fair.id}/stations/${slot}/facts`, day.server);
    const answer = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...('proofs' in body && { [READS_HEADER]: String(SYNC_READS) }),
      },
      body: JSON.stringify(body),
    });
    return ackSchema.parse(await answer.json());
  }

  function coverOf(slot: number, { text, hash, tombstone = '' }: WireFact): Proof {
    const passSeed = day.passSeedOf(slot);
    const fact = chainedFactSchema.parse(JSON.parse(text));
    const said = coverText(day.sample.fair.id, fact, hash, tombstoneOfOld(tombstone));
    const cover = keyText(signText(COVER_DOMAIN, said, passSeed));
    const { incarnation, seq } = fact;
    return { incarnation, seq, tombstone: tombstoneOfOld(tombstone), cover };
  }

  it.each(versions)('is still understood and counted (%s)', async (file) => {
    const { uploads, counted } = z
      .object({
        uploads: z.array(z.object({ slot: z.int(), body: uploadSchema })),
        counted: z.record(z.string(), z.int()),
      })
      .parse(JSON.parse(await readFile(join(import.meta.dirname, file), 'utf8')));
    for (const { slot, body } of uploads) await post(slot, body);
    for (const { slot, body } of uploads) {
      // Only once it is updated can it prove whom it had taken out before it sent them (P36).
      const { unproven } = await post(slot, { ...body, facts: [], proofs: [] });
      const buried = body.facts.filter(({ tombstone }) => tombstone !== undefined);
      const proofs = buried.map((fact) => coverOf(slot, fact));
      expect(unproven).toEqual(proofs.map(({ incarnation, seq }) => ({ incarnation, seq })));
      await post(slot, { ...body, facts: [], proofs });
    }
    expect(Object.fromEntries(await day.figures())).toEqual(counted);
    expect(
      JSON.stringify(await day.storage.db.selectFrom('erasure').selectAll().execute()),
    ).not.toMatch(/"(pseudonym|also)\\?"/);
  });

  it('is tested with a sample of every version', () => {
    expect(versions).toHaveLength(SYNC_VERSION);
  });
});
