import { Command, Option } from '@commander-js/extra-typings';
import { signedFairSchema } from '../../shared/fair.ts';
import { ok } from '../../shared/result.ts';
import { takeRevision } from '../station/keys/enrolment.ts';
import type { RevisionFault } from '../station/keys/signed-fair.ts';
import { refuse } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { jsonAt } from './json-file.ts';
import { dataFolder } from './places.ts';

const sentences: Readonly<Record<RevisionFault['kind'], string>> = {
  unreadable:
    '读不出来，不是招聘会的修订文件。The file can’t be read, or is not a fair’s revision.',
  forged:
    '签名不对：不是主办方发的，没有采用。Its signature is not the organiser’s; it was not installed.',
  'other-fair': '这是另一场招聘会的。It belongs to another fair.',
  'other-revision':
    '主办方有两份不同的修订，号码一样，没有采用。请主办方合并。There are two different revisions of this number; it was not installed. Ask the organiser to settle them.',
  'other-history':
    '这一版不是接着本机的版本改的，没有采用。请主办方合并。It does not follow the revision here, and was not installed. Ask the organiser to settle them.',
  'undoes-revocation':
    '它悄悄恢复了已停用的站点，没有采用。It trusts a revoked station again without naming it, and was not installed.',
  'takes-rights':
    '这一版收回了某个站点的权限，没有采用；要停用站点，请用停用。It takes a station’s rights away and was not installed; to stop a station, revoke it.',
  older: '本机已经是这一版或更新的版本。This machine already has this revision or a newer one.',
};

/** Installs a later revision of the fair from a stick. */
export const command = new Command()
  .requiredOption('--file <revision>', '修订文件 the revision’s file')
  .addOption(
    new Option('--data <folder>', says.data).default(dataFolder('station'), 'data/station'),
  )
  .action(
    ending(async ({ file, data }) => {
      const signed = signedFairSchema.safeParse(await jsonAt(file));
      if (!signed.success) return refuse(sentences.unreadable);
      const installed = await takeRevision(data, signed.data);
      if (!installed) return refuse(`这里没有登记站点。No station is enrolled here: ${data}`);
      if (!installed.ok) return refuse(sentences[installed.fault.kind]);
      const { revision, revoked } = installed.value;
      return ok(
        `已是第 ${revision} 版，下次开门生效 Revision ${revision}, takes effect at the next start` +
          (revoked.length > 0 ? `；停用 revoked: ${revoked.join(', ')}` : ''),
      );
    }),
  );
