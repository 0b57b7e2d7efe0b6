import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { boothSheets } from '../station/printed-pages/booth-sheets.ts';
import { openOrganiserAt } from './organiser-file.ts';

/**
 * `npm run fair:cards -- --organiser FILE --out sheets.html`: for each booth its card, its commands and
 * a sheet for tallying on paper. `--booth A01` prints one booth alone.
 */

const { values } = parseArgs({
  options: {
    organiser: { type: 'string' },
    booth: { type: 'string', multiple: true },
    out: { type: 'string' },
    'passphrase-file': { type: 'string' },
  },
});
const { organiser, out } = values;

if (organiser === undefined || out === undefined) {
  stop('npm run fair:cards -- --organiser organiser.json --out sheets.html [--booth A01]');
} else {
  const opened = await openOrganiserAt(organiser, values['passphrase-file']);
  if (opened.ok) await print(opened.value, out);
  else stop(opened.fault.sentence);
}

async function print(
  { fair, keys }: Extract<Awaited<ReturnType<typeof openOrganiserAt>>, { ok: true }>['value'],
  file: string,
): Promise<void> {
  const wanted = values.booth;
  const booths = fair.booths.filter(({ code }) => wanted?.includes(code) ?? true);
  if (booths.length === 0) return stop('没有这个展位。There is no such booth.');
  await writeFile(file, await boothSheets(fair, booths, keys.signingKey));
  console.log(
    `${booths.length} 个展位的展位卡、指令卡和登记表 sheets of ${booths.length} booths: ${file}\n` +
      '指令卡只给本展位的人，不要让求职者拍到。A command card is for its booth’s own people alone.',
  );
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
