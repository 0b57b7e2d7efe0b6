import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Delivered } from '../../shared/sync/answer.ts';
import { deliver } from '../station/sync/delivery.ts';
import { type Fetch, networkOf } from '../station/sync/network.ts';
import { type StickFault, uploadsFromStick } from '../station/sync/facts-on-a-stick.ts';
import { openOrganiserAt, type OpenedOrganiser } from './organiser-file.ts';

/**
 * `npm run facts:import -- --organiser FILE --server URL FACTS...`: what stations without a network saved
 * to a stick, to the server, by the same rules as over a network. What it has already it passes over.
 */

const { values, positionals } = parseArgs({
  options: {
    organiser: { type: 'string' },
    server: { type: 'string' },
    'passphrase-file': { type: 'string' },
  },
  allowPositionals: true,
});
const { organiser: organiserFile } = values;

if (organiserFile === undefined || positionals.length === 0) {
  stop('npm run facts:import -- --organiser organiser.json --server http://… facts-….json …');
} else {
  const organiser = await openOrganiserAt(organiserFile, values['passphrase-file']);
  if (organiser.ok) await importAll(organiser.value);
  else stop(organiser.fault.sentence);
}

async function importAll(organiser: OpenedOrganiser): Promise<void> {
  const server = values.server ?? organiser.fair.server;
  if (server === undefined) {
    return stop('请用 --server 给出服务器地址。Name the server with --server.');
  }
  const fetch = await networkOf(organiser.fair, server);
  for (const file of positionals) await importFile(file, server, organiser, fetch);
}

const faults: Readonly<Record<StickFault['kind'], string>> = {
  'no-facts-file': '这不是站点的记录文件。This is no file of a station’s facts.',
  'other-fair': '这是另一场招聘会的记录。It is of another fair.',
  damaged:
    '文件损坏或被改过，请从站点重新导出。It is damaged or was altered: save it anew at the station.',
};

async function importFile(
  file: string,
  server: string,
  { fair, keys }: OpenedOrganiser,
  fetch: Fetch,
): Promise<void> {
  const bytes = await readFile(file).catch(() => new Uint8Array());
  const read = await uploadsFromStick(bytes, fair, keys.sealingKey);
  if (!read.ok) return stop(`${file}：${faults[read.fault.kind]}`);
  const { slot, uploads } = read.value;
  const address = { server, fair: fair.id, slot };
  let facts = 0;
  for (const { boxes, ...own } of uploads) {
    // Where the fair keeps them at the entrances, they don't reach the server this way either.
    const upload = fair.boxesToServer && boxes ? { ...own, boxes } : own;
    const signal = AbortSignal.timeout(120_000);
    const delivered = await deliver(address, upload, { fetch, signal });
    if (delivered.kind !== 'acked') return stop(`${file}：${refused(delivered)}`);
    facts += upload.facts.length;
  }
  const station = fair.stations.find((other) => other.slot === slot)?.name;
  console.log(
    `✓ ${file}：${station?.zh ?? ''} ${station?.en ?? ''}，${facts} 条记录已在服务器上 facts are at the server`,
  );
}

function refused(delivered: Exclude<Delivered, { kind: 'acked' }>): string {
  const why = delivered.kind === 'refused' ? delivered.fault.kind : delivered.why;
  return `服务器没有收下（${why}），文件原样未动。The server did not take it (${why}); the file was left as it is.`;
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
