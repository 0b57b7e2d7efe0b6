import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Fair, SignedFair } from '../../shared/fair.ts';
import { organiserFile } from '../station/keys/fair-pack.ts';
import { signFair } from '../station/keys/signed-fair.ts';
import { nextRevision, sendRevision } from '../station/organiser/revision.ts';
import { randomness } from '../station/open/randomness.ts';
import { networkOf } from '../station/sync/network.ts';
import { employersAt } from './employers-file.ts';
import { openOrganiserAt } from './organiser-file.ts';

/**
 * `npm run fair:revise -- --organiser FILE --revoke 2 --out REVISION`: the next signed revision of a
 * fair. `--employers FILE` takes employers and posts from a table, `--fair FILE` what else is to change; keys and id stay what they are. It goes to
 * the fair's server, and to stations from there; `--server URL` names others, as a hall's own hub.
 */

const { values } = parseArgs({
  options: {
    organiser: { type: 'string' },
    fair: { type: 'string' },
    employers: { type: 'string' },
    revoke: { type: 'string', multiple: true, default: [] },
    server: { type: 'string', multiple: true },
    out: { type: 'string' },
    'passphrase-file': { type: 'string' },
  },
});
const { organiser, out } = values;
const changes = z.partialRecord(z.string(), z.unknown());

if (organiser === undefined || out === undefined) {
  stop(
    'npm run fair:revise -- --organiser organiser.json --revoke 2 --out revision-2.json\n' +
      '停用一个站点用 --revoke，改内容用 --fair。--revoke takes a station out; --fair FILE changes what stands in it, --employers FILE employers and posts.',
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
  const table = values.employers && (await employersAt(values.employers, fair.booths));
  if (table && !table.ok) return stop(table.fault.sentence);
  const changed = values.fair ? changes.parse(JSON.parse(await readFile(values.fair, 'utf8'))) : {};
  const next = nextRevision(fair, {
    ...changed,
    ...(table && { booths: table.value.booths }),
    revoked: [...new Set([...fair.revoked, ...slots])],
  });
  if (!next.success) return stop(z.prettifyError(next.error));
  const signed = signFair(next.data, keys.signingKey);
  await writeFile(out, `${JSON.stringify(signed)}\n`);
  // The organiser's own file moves on too, so that the next revision follows this one.
  const moved = await organiserFile(next.data, keys, passphrase, randomness());
  await writeFile(organiser, `${JSON.stringify(moved)}\n`, { mode: 0o600 });
  console.log(`第 ${next.data.revision} 版 Revision ${next.data.revision}: ${out}`);
  const servers = values.server ?? (fair.server === undefined ? [] : [fair.server]);
  for (const server of servers) console.log(`${server}: ${await send(server, fair, signed)}`);
  console.log(
    '没有网络的机器 On a machine without a network:  npm run station:revise -- --file FILE --data DIR',
  );
}

async function send(server: string, fair: Fair, signed: SignedFair): Promise<string> {
  const sent = await sendRevision(await networkOf(fair, server), server, fair.id, signed);
  switch (sent.kind) {
    case 'taken':
      return '已送达，各站点会自行更新 taken; stations hear of it by themselves';
    case 'refused':
      return `没有收下（${sent.status}）：${sent.answer} not taken`;
    case 'no-network':
      return '连不上，稍后再试或用 U 盘 it can’t be reached: try again later, or take a stick';
  }
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
