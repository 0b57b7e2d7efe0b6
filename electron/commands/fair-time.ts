import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { signTime } from '../station/keys/signed-time.ts';
import { openOrganiserAt } from './organiser-file.ts';

/**
 * `npm run fair:time -- --organiser FILE --out TIME`: the organiser signs what time it is now, so that
 * stations may destroy what they promised to keep no longer.
 */

const { values } = parseArgs({
  options: {
    organiser: { type: 'string' },
    out: { type: 'string' },
    'passphrase-file': { type: 'string' },
  },
});

if (values.organiser === undefined || values.out === undefined) {
  stop('npm run fair:time -- --organiser organiser.json --out time.json');
} else {
  const opened = await openOrganiserAt(values.organiser, values['passphrase-file']);
  if (!opened.ok) stop(opened.fault.sentence);
  else {
    const { fair, keys } = opened.value;
    const now = Date.now();
    await writeFile(values.out, `${JSON.stringify(signTime(fair, now, keys.signingKey))}\n`);
    console.log(
      `已签署 Signed: ${new Date(now).toISOString()}\n` +
        `保存期到 ${fair.keepUntil}；过了这一天，各站点可以销毁 stations may destroy after that day:\n` +
        '  npm run station:retire -- --time time.json --data DIR',
    );
  }
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
