import { z } from 'zod';
import { fairIdSchema } from '../facts.ts';
import { listSchema, seasonViewSchema, townshipSchema } from '../report/season/season-shapes.ts';
import { handedOver, kindOf, nothing, result } from './shapes.ts';

/** 多场: sums over several fairs, only at an organiser's station: it has a key to sign with. */

/** Base64 of the file of a very large fair. */
const MOST_BASE64 = 40_000_000;
export const MOST_SEASON_FILES = 400;
/** A station takes no longer call than 64 KiB. */
export const SEASON_PART = 48_000;

const place = { list: listSchema, at: z.int().min(0).max(MOST_SEASON_FILES) };

export const seasonCalls = {
  'season.view': { by: 'station', input: nothing, output: seasonViewSchema },
  /** This fair's own figures as a signed file, for another station to sum up. */
  'season.figures': {
    by: 'station',
    input: z.strictObject({ township: townshipSchema }),
    output: result(handedOver, kindOf('no-signed-fair', 'may-not-sign')),
  },
  /** A file in parts, one after another; with the last it is read. */
  'season.part': {
    by: 'station',
    input: z.strictObject({
      list: listSchema,
      file: z.string().min(1).max(200),
      from: z.int().min(0).max(MOST_BASE64),
      of: z.int().min(0).max(MOST_BASE64),
      part: z.base64().max(SEASON_PART),
    }),
    output: result(nothing, kindOf('gone', 'too-many')),
  },
  'season.change': {
    by: 'station',
    input: z.discriminatedUnion('does', [
      /** A person has compared the fingerprint of this key. */
      z.strictObject({ does: z.literal('confirm'), key: z.string().max(60) }),
      z.strictObject({ does: z.literal('remove'), ...place }),
      z.strictObject({
        does: z.literal('township'),
        fair: fairIdSchema,
        township: townshipSchema,
      }),
      z.strictObject({
        does: z.literal('type'),
        line: z.string().max(80),
        value: z.int().min(0).max(1_000_000_000).nullable(),
      }),
    ]),
    output: seasonViewSchema,
  },
  /** The sums as a workbook, or a return that they fill. */
  'season.file': {
    by: 'station',
    input: z.strictObject({ as: z.enum(['workbook', 'spring', 'market']) }),
    output: result(handedOver, kindOf('empty')),
  },
} as const;
