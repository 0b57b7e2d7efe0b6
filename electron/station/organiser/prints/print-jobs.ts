import { MOST_BOOTHS_AT_ONCE, type PrintJob } from '../../../../shared/contract/prints.ts';
import type { Fair } from '../../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { makeBlank } from '../../keys/blank-passes.ts';
import type { FairKeys } from '../../keys/fair-keys.ts';
import { staffCardOf } from '../../keys/fair-root.ts';
import { assessmentPage } from '../../printed-pages/assessment-page.ts';
import { blankPassesPage } from '../../printed-pages/blank-passes-page.ts';
import { boothSheets } from '../../printed-pages/booth-sheets.ts';
import { staffCardPage } from '../../printed-pages/staff-card-page.ts';

/** Makes the documents that are printed before the fair; the terminal's commands make the same. */

interface PrintSource {
  readonly fair: Fair;
  readonly keys: FairKeys;
  readonly randomBytes: (length: number) => Uint8Array;
}

interface PrintedPage {
  /** Of its PDF, without the ending. */
  readonly name: string;
  readonly html: string;
}

type Made = Result<PrintedPage, { readonly kind: 'nothing' | 'too-many' | 'no-root' }>;

export async function printedPage(job: PrintJob, source: PrintSource): Promise<Made> {
  switch (job.what) {
    case 'booths':
      return boothPages(job, source);
    case 'desks': {
      const { fair, keys } = source;
      if (fair.desks.length === 0) return fail({ kind: 'nothing' });
      const parts = { cards: false, tally: false, desks: true };
      return made('服务台卡', await boothSheets(fair, [], keys.signingKey, parts));
    }
    case 'blanks':
      return made(`预印通行证-${job.count}`, await blankPages(job.count, source));
    case 'staff-card': {
      const { fair, keys } = source;
      if (!keys.root) return fail({ kind: 'no-root' });
      return made('工作卡', await staffCardPage(fair.name, staffCardOf(keys.root, fair)));
    }
    case 'assessment':
      return made('个人信息保护影响评估', await assessmentPage(source.fair));
  }
}

async function boothPages(
  { zone, cards, tally }: Extract<PrintJob, { what: 'booths' }>,
  { fair, keys }: PrintSource,
): Promise<Made> {
  const booths = fair.booths.filter((booth) => zone === '' || booth.zone === zone);
  if (booths.length === 0 || !(cards || tally)) return fail({ kind: 'nothing' });
  if (booths.length > MOST_BOOTHS_AT_ONCE) return fail({ kind: 'too-many' });
  const parts = { cards, tally, desks: false };
  const name = [zone || '全部', ...(cards ? ['展位卡'] : []), ...(tally ? ['登记表'] : [])];
  return made(name.join('-'), await boothSheets(fair, booths, keys.signingKey, parts));
}

/** Signed, and nobody's until an entrance binds one. */
export function blankPages(
  count: number,
  { fair, keys, randomBytes }: PrintSource,
): Promise<string> {
  const texts = Array.from({ length: count }, () =>
    makeBlank(fair, Buffer.from(randomBytes(16)).toString('hex'), keys.signingKey),
  );
  return blankPassesPage(fair.name, texts);
}

const FILE_NAME = /[^\p{L}\p{N}]+/gu;
const FACES = /@font-face \{[^}]*\}/g;

/** Our page has these typefaces itself. */
const made = (name: string, html: string): Made =>
  ok({ name: name.replaceAll(FILE_NAME, '-'), html: html.replaceAll(FACES, '') });
