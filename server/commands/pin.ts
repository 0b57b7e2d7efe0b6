import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { type Outcome, refuse } from '../../shared/command.ts';
import { ok } from '../../shared/result.ts';
import {
  nextCertificate,
  ownCertificate,
  ownFiles,
  pinInFile,
  useNext,
} from '../tls/certificate.ts';
import { certificateSentences } from '../tls/tls-wanted.ts';
import { ending, programFolder } from './terminal.ts';

/**
 * Prints the pin of the server's certificate, for the fair. A new key is made with `--next`, named in the fair
 * beside the old one, and then used with `--use-next`, so that no station is ever without.
 */
export const command = new Command()
  .addOption(
    new Option('--data <folder>', '服务器的数据文件夹 the server’s data folder').default(
      join(programFolder, 'data', 'server'),
      'data/server',
    ),
  )
  .option('--certificate <file>', '给定的证书 a given certificate')
  .option('--next', '另备一把新钥匙，先不用 makes a new key, without using it yet', false)
  .option('--use-next', '改用备好的那一把 uses the key that was made before', false)
  .action(ending(pin));

interface Options {
  readonly data: string;
  readonly certificate?: string | undefined;
  readonly next: boolean;
  readonly useNext: boolean;
}

async function pin({ data, certificate, next, useNext: isUsed }: Options): Promise<Outcome> {
  if (isUsed && !(await useNext(data))) {
    return refuse('还没有备好的钥匙：先用 --next。There is no key to use: make one with --next.');
  }
  const files = certificate === undefined ? ownFiles(data) : { certificate, key: certificate };
  const read = await (certificate !== undefined
    ? pinInFile(certificate)
    : next
      ? nextCertificate(data, Date.now())
      : ownCertificate(data, Date.now()));
  if (!read.ok) return refuse(certificateSentences[read.fault.kind](files));
  return ok(
    `${read.value.pin}\n\n写进招聘会 To name it in the fair:  npx chunfeng fair revise --organiser organiser.json --server-pin ${read.value.pin} --out revision.json` +
      '\n还有别的服务器或旧钥匙时，把它们的 --server-pin 都写上。Name those of other servers and of the key before, too.',
  );
}
