import { type Outcome, refuse } from '../../shared/command.ts';
import { ok } from '../../shared/result.ts';
import {
  nextCertificate,
  ownCertificate,
  ownFiles,
  pinInFile,
  takeNextIntoUse,
} from '../tls/certificate.ts';
import { certificateSentences } from '../tls/tls-wanted.ts';
import { homeCommand, type HomeFlags, homeSettings } from './at-home.ts';
import { ending } from './terminal.ts';

/**
 * Prints the pin of the server's certificate, for the fair. A new key is made with `--next`, named in the fair
 * beside the old one, and then used with `--use-next`, so that no station is ever without.
 */
export const command = homeCommand()
  .option('--certificate <file>', '给定的证书 a given certificate')
  .option('--next', '另备一把新钥匙，先不用 makes a new key, without using it yet', false)
  .option('--use-next', '改用备好的那一把 uses the key that was made before', false)
  .action(ending(pin));

interface Options extends HomeFlags {
  readonly certificate?: string | undefined;
  readonly next: boolean;
  readonly useNext: boolean;
}

async function pin({ certificate, next, useNext: isUsed, ...flags }: Options): Promise<Outcome> {
  const settings = await homeSettings(flags);
  if (!settings.ok) return settings;
  const { data } = settings.value;
  if (isUsed && !(await takeNextIntoUse(data))) {
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
