import type { Fair } from '../../../../shared/fair.ts';
import { workbook } from '../../../../shared/report/files.ts';
import type { Sheet } from '../../../../shared/report/sheet.ts';
import { zipped } from '../../../../shared/report/zipped.ts';
import { contactSheet, type Released } from '../released-contacts.ts';

/** A zip with a workbook for each employer, and a list that is signed when they are handed over. */

/** Names of files that a stick or a Windows machine would refuse in an archive. */
const harmless = (name: string): string => name.replaceAll(/[<>:"/\\|?*\p{C}]/gu, '-').slice(0, 40);

export async function contactsZip(
  { booths }: Pick<Fair, 'booths'>,
  released: readonly Released[],
): Promise<Uint8Array> {
  const employerOf = (booth: string): string =>
    booths.find(({ code }) => code === booth)?.employer ?? '';
  const files: Record<string, Uint8Array> = {
    '交接单.xlsx': await workbook([handOverSheet(released, employerOf)]),
  };
  for (const each of released.filter(({ people }) => people.length > 0)) {
    const name = `${each.booth} ${harmless(employerOf(each.booth))}.xlsx`;
    files[name] = await workbook([contactSheet(each)]);
  }
  return zipped(files);
}

function handOverSheet(
  released: readonly Released[],
  employerOf: (booth: string) => string,
): Sheet {
  return {
    name: '交接单',
    columns: [
      ['展位', 8],
      ['单位', 36],
      ['人数', 8],
      ['不愿提供（人）', 14],
      ['领取人签字', 18],
      ['日期', 14],
    ],
    rows: released.map(({ booth, people, withheld }) => [
      booth,
      employerOf(booth),
      people.length,
      withheld,
      '',
      '',
    ]),
  };
}
