import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { Fair } from '../../../../shared/fair.ts';
import { jsonOf } from '../../../../shared/json.ts';
import { REGISTRATION_PREFIX, pseudonymsUnder } from '../../../../shared/pseudonym.ts';
import { workbook } from '../../../../shared/report/files.ts';
import type { Cell } from '../../../../shared/report/sheet.ts';
import { phoneContentSchema } from '../../../../shared/sync/boxes.ts';
import type { FairKeys } from '../../keys/fair-keys.ts';
import { openerFor } from '../../keys/seal.ts';
import { openArchive, tokensOf } from '../../people/kept-rosters.ts';
import type { WaitingBox } from '../../store/people.ts';

/** A list's codes beside names and phones: a table that a letter or a text message is merged with. */

interface CodesTable {
  readonly fair: Fair;
  readonly keys: Pick<FairKeys, 'pseudonymKey' | 'sealingKey'>;
  /** The station's data folder, and the list's own in it. */
  readonly folder: string;
  readonly list: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** How often the page hears of it. */
const TELL_EVERY = 200;
const identitySchema = z.looseObject({ name: z.string() });

/** Undefined where it was stopped. */
export async function codesTable(asked: CodesTable): Promise<Uint8Array | undefined> {
  const { fair, keys, folder, list, signal, onProgress } = asked;
  const tokens = await tokensOf(folder, list);
  const { registrationLookup } = pseudonymsUnder(keys.pseudonymKey);
  const open = await openerFor(keys.sealingKey);
  const said = async ({ pseudonym, holds, sealed }: WaitingBox): Promise<unknown> =>
    jsonOf(await open({ fair: fair.id, pseudonym, holds }, sealed).catch(() => ''));
  const same: readonly Cell[] = [fair.name.zh, fair.days.join('、'), fair.place.zh];
  const archive = openArchive(folder, list);
  const rows: Cell[][] = [];
  try {
    for (const [at, token] of tokens.entries()) {
      if (signal.aborted) return undefined;
      if (at % TELL_EVERY === 0) {
        onProgress(at, tokens.length);
        await eventLoopTurn();
      }
      let [name, phone] = ['', ''];
      for (const box of archive.boxesAt(registrationLookup(token))) {
        const content = await said(box);
        name = identitySchema.safeParse(content).data?.name ?? name;
        phone = phoneContentSchema.safeParse(content).data?.phone ?? phone;
      }
      rows.push([at + 1, name, phone, REGISTRATION_PREFIX + token, ...same]);
    }
  } finally {
    archive.close();
  }
  return workbook([{ name: '报名码', columns, rows }]);
}

const columns: readonly (readonly [string, number])[] = [
  ['序号', 8],
  ['姓名', 14],
  ['手机号', 16],
  ['报名码', 28],
  ['招聘会', 36],
  ['日期', 16],
  ['地点', 30],
];
