import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fair } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import {
  type PeopleLists,
  readPeopleLists,
  type SignedPeopleLists,
  signedPeopleListsSchema,
} from '../../../shared/sync/people-lists.ts';
import { isSigned } from '../keys/fair-keys.ts';
import { writeWhole } from '../keys/whole-file.ts';

/** Which lists of registered people count, as the organiser signed it, in this station's folder. */

export const LISTS_FOLDER = 'people-lists';
const LISTS_FILE = join(LISTS_FOLDER, 'lists.json');

export interface KeptLists extends PeopleLists {
  readonly signed: SignedPeopleLists;
}

type OfFair = Pick<Fair, 'id' | 'signingKey'>;

export function verifiedLists(signed: SignedPeopleLists, fair: OfFair): KeptLists | undefined {
  const lists = readPeopleLists(signed, fair, (domain, text, signature, key) =>
    isSigned(domain, text, Buffer.from(signature, 'base64url'), key),
  );
  return lists && { ...lists, signed };
}

export async function listsIn(folder: string, fair: OfFair): Promise<KeptLists | undefined> {
  const text = await readFile(join(folder, LISTS_FILE), 'utf8').catch(() => '');
  const signed = signedPeopleListsSchema.safeParse(jsonOf(text)).data;
  return signed && verifiedLists(signed, fair);
}

export const keepLists = (folder: string, signed: SignedPeopleLists): Promise<void> =>
  writeWhole(join(folder, LISTS_FILE), JSON.stringify(signed));
