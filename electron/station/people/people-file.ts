import { z } from 'zod';
import { fairIdSchema } from '../../../shared/facts.ts';
import type { Fair } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { readFile } from '../../../shared/read-known.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  packSchema,
  type SignedPeopleLists,
  signedPeopleListsSchema,
} from '../../../shared/sync/people-lists.ts';
import { sha256 } from '../keys/sha256.ts';
import { type KeptLists, verifiedLists } from './signed-lists.ts';

/**
 * Lists of registered people on a stick, for entrances without a network (P132): the organiser's signed text and all
 * packs that it names, as a server would give them. Nobody but an entrance can read the packs.
 */

/** A hundred thousand people are ten megabytes of it. */
export const LONGEST_PEOPLE_FILE = 100_000_000;
/** As `peopleFileName` names them. */
export const PEOPLE_FILES = /^报名名单-.*\.json$/;

export const peopleFileName = (fair: string, day: string): string => `报名名单-${fair}-${day}.json`;

export interface PeopleFile {
  readonly signed: SignedPeopleLists;
  readonly packs: readonly Uint8Array[];
}

const fileSchema = z.strictObject({
  v: z.literal(1),
  for: z.literal('entrances'),
  fair: fairIdSchema,
  signed: signedPeopleListsSchema,
  packs: z.array(packSchema.shape.base64),
});

export function peopleFileBytes(fair: string, { signed, packs }: PeopleFile): Uint8Array {
  const file: z.infer<typeof fileSchema> = {
    v: 1,
    for: 'entrances',
    fair,
    signed,
    packs: packs.map((pack) => Buffer.from(pack).toString('base64')),
  };
  return Buffer.from(`${JSON.stringify(file)}\n`);
}

export type PeopleFileFault = {
  readonly kind: 'no-people-file' | 'newer' | 'other-fair' | 'not-signed' | 'damaged';
};

export interface ReadPeopleFile {
  readonly lists: KeptLists;
  /** By their hashes. */
  readonly packs: ReadonlyMap<string, Uint8Array>;
}

/** Whole, of this fair, and signed by its organiser; whether it is newer is for the entrance to judge. */
export function readPeopleFile(
  text: string,
  fair: Pick<Fair, 'id' | 'signingKey'>,
): Result<ReadPeopleFile, PeopleFileFault> {
  const file = readFile(fileSchema, jsonOf(text));
  if (!file.ok) return fail({ kind: file.fault.kind === 'newer' ? 'newer' : 'no-people-file' });
  if (file.value.fair !== fair.id) return fail({ kind: 'other-fair' });
  const lists = verifiedLists(file.value.signed, fair);
  if (!lists) return fail({ kind: 'not-signed' });
  const packs = new Map(
    file.value.packs.map((base64) => {
      const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
      return [sha256(bytes), bytes];
    }),
  );
  if (!lists.lists.every(({ hash }) => packs.has(hash))) return fail({ kind: 'damaged' });
  return ok({ lists, packs });
}

/** How many people its lists have. */
export const peopleOfLists = ({ lists }: Pick<KeptLists, 'lists'>): number =>
  lists.reduce((sum, { people }) => sum + people, 0);
