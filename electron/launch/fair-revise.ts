import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { fairSchema } from '../../shared/fair.ts';
import { organiserFile } from '../keys/fair-pack.ts';
import { signFair } from '../keys/signed-fair.ts';
import { randomness } from '../randomness.ts';
import { openOrganiserAt } from './organiser-file.ts';

/**
 * `npm run fair:revise -- --organiser FILE --revoke 2 --out REVISION`: the next signed revision of a
 * fair. `--fair FILE` takes what is to change from a file; keys and id stay what they are.
 */

const { values } = parseArgs({
  options: {
    organiser: { type: 'string' },
    fair: { type: 'string' },
    revoke: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
    'passphrase-file': { type: 'string' },
  },
});
const { organiser, out } = values;
const changes = z.partialRecord(z.string(), z.unknown());

if (organiser === undefined || out === undefined) {
  stop(
    'npm run fair:revise -- --organiser organiser.json --revoke 2 --out revision-2.json\n' +
      '停用一个站点用 --revoke，改内容用 --fair。--revoke takes a station out; --fair FILE changes what stands in it.',
  );
} else {
  await revise(organiser, out);
}

async function revise(organiser: string, out: string): Promise<void> {
  const opened = await openOrganiserAt(organiser, values['passphrase-file']);
  if (!opened.ok) return stop(opened.fault.sentence);
  const { fair, keys, passphrase } = opened.value;
  const slots = values.revoke.map(Number);
  const unknown = slots.find((slot) => !fair.stations.some((station) => station.slot === slot));
  if (unknown !== undefined) return stop(`没有站点 ${unknown}。There is no station ${unknown}.`);
  const changed = values.fair ? changes.parse(JSON.parse(await readFile(values.fair, 'utf8'))) : {};
  const { v, id, sample, sealingKey, signingKey, stations, staffPin, organiserPin, revoked } = fair;
  const next = fairSchema.safeParse({
    ...fair,
    ...changed,
    v,
    id,
    sample,
    sealingKey,
    signingKey,
    stations,
    staffPin,
    ...(organiserPin && { organiserPin }),
    revision: fair.revision + 1,
    revoked: [...new Set([...revoked, ...slots])],
  });
  if (!next.success) return stop(z.prettifyError(next.error));
  await writeFile(out, `${JSON.stringify(signFair(next.data, keys.signingKey))}\n`);
  // The organiser's own file moves on too, so that the next revision follows this one.
  const moved = await organiserFile(next.data, keys, passphrase, randomness());
  await writeFile(organiser, `${JSON.stringify(moved)}\n`, { mode: 0o600 });
  console.log(
    `第 ${next.data.revision} 版 Revision ${next.data.revision}: ${out}\n` +
      '在每台机器上 On each machine:  npm run station:revise -- --file FILE --data DIR',
  );
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
