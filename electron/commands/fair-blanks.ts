import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { makeBlank } from '../station/keys/blank-passes.ts';
import { randomness } from '../station/open/randomness.ts';
import { blankPassesPage } from '../station/printed-pages/blank-passes-page.ts';
import { openOrganiserAt } from './organiser-file.ts';

/**
 * `npm run fair:blanks -- --organiser FILE --count 200 --out passes.html`: pre-printed passes, for people
 * without a phone. Each is signed, and nobody's until a door binds it to someone.
 */

const { values } = parseArgs({
  options: {
    organiser: { type: 'string' },
    count: { type: 'string', default: '100' },
    out: { type: 'string' },
    'passphrase-file': { type: 'string' },
  },
});
const { organiser, out } = values;
const count = Number(values.count);
const MOST = 5_000;

if (organiser === undefined || out === undefined || !Number.isInteger(count) || count < 1) {
  stop('npm run fair:blanks -- --organiser organiser.json --count 200 --out passes.html');
} else if (count > MOST) {
  stop(`一次最多 ${MOST} 张。No more than ${MOST} at a time.`);
} else {
  const opened = await openOrganiserAt(organiser, values['passphrase-file']);
  if (!opened.ok) stop(opened.fault.sentence);
  else {
    const { fair, keys } = opened.value;
    const random = randomness();
    const texts = Array.from({ length: count }, () =>
      makeBlank(fair, Buffer.from(random(16)).toString('hex'), keys.signingKey),
    );
    await writeFile(out, await blankPassesPage(fair.name, texts));
    console.log(
      `${count} 张预印通行证 pre-printed passes: ${out}\n` +
        '打印后裁开，放在入口；签到后当面扫一张，就归那个人用。\n' +
        'Print, cut, and keep them at the door: scanned after a check-in, one is that person’s.',
    );
  }
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
