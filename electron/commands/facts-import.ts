import { readFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { NEWER_FILE } from '../../shared/read-known.ts';
import { ok } from '../../shared/result.ts';
import { type Unreachable, unreachable } from '../../shared/sync/unreachable.ts';
import { type Fetch, networkOf } from '../station/sync/network.ts';
import { deliverStick, type NotDelivered } from '../station/sync/stick-delivery.ts';
import { type StickFault, uploadsFromStick } from '../station/sync/facts-on-a-stick.ts';
import { type Outcome, refuse } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { unreachableSentence } from './enrolment-sentences.ts';
import { openOrganiser, type OpenedOrganiser } from './organiser-file.ts';

/**
 * Sends facts that stations saved to a stick to the server, by the same rules as over a network.
 */
export const command = new Command()
  .argument('<files...>', '站点存到 U 盘的文件 files that stations saved to a stick')
  .requiredOption('--organiser <file>', says.organiser)
  .option('--server <url>', says.server)
  .option('--passphrase-file <file>', says.passphrase)
  .action(
    ending(async (files: readonly string[], options) => {
      const opened = await openOrganiser(options, 'facts-import');
      if (!opened.ok) return opened;
      const server = options.server ?? opened.value.fair.server;
      if (server === undefined) {
        return refuse('请用 --server 给出服务器地址。Give the server with --server.');
      }
      const fetch = await networkOf(() => opened.value.fair, server);
      const sentences: string[] = [];
      const refusals: string[] = [];
      for (const file of files) {
        const imported = await importFile(file, server, opened.value, fetch);
        if (imported.ok) sentences.push(imported.value);
        else refusals.push(imported.fault.sentence);
      }
      if (refusals.length === 0) return ok(sentences.join('\n'));
      return refuse([...sentences, ...refusals].join('\n'));
    }),
  );

const faults: Readonly<Record<StickFault['kind'], string>> = {
  'no-facts-file': '这不是站点的记录文件。This is not a file of station facts.',
  'other-fair': '这是另一场招聘会的记录。It belongs to another fair.',
  damaged:
    '文件损坏或被改过，请从站点重新导出。The file is damaged or altered: export it again at the station.',
  newer: NEWER_FILE,
};

async function importFile(
  file: string,
  server: string,
  { fair, keys }: OpenedOrganiser,
  fetch: Fetch,
): Promise<Outcome> {
  const bytes = await readFile(file).catch(() => new Uint8Array());
  const read = await uploadsFromStick(bytes, fair, keys.sealingKey);
  if (!read.ok) return refuse(`${file}：${faults[read.fault.kind]}`);
  const { slot } = read.value;
  const delivered = await deliverStick(read.value, { fair, server, fetch });
  if (!delivered.ok) return refuse(`${file}：${refusal(delivered.fault)}`);
  const { facts } = delivered.value;
  const station = fair.stations.find((other) => other.slot === slot)?.name;
  return ok(
    `✓ ${file}：${station?.zh ?? ''} ${station?.en ?? ''}，${facts} 条记录已在服务器上 facts are on the server`,
  );
}

function refusal(delivered: NotDelivered): string {
  const why = delivered.kind === 'refused' ? delivered.fault.kind : delivered.why;
  if (isUnreachable(why)) return unreachableSentence(why);
  return `服务器没有收下（${why}），文件原样未动。The server refused it (${why}); the file is unchanged.`;
}

const isUnreachable = (why: string): why is Unreachable =>
  unreachable.some((known) => known === why);
