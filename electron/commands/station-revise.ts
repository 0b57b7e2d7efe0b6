import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { takeRevision } from '../station/keys/enrolment.ts';
import { fail } from '../../shared/result.ts';
import type { RevisionFault } from '../station/keys/signed-fair.ts';
import { signedFairSchema } from '../../shared/fair.ts';

/** `npm run station:revise -- --file REVISION --data DIR`: a later revision of the fair, from a stick. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    data: { type: 'string', default: join(root, 'data', 'station') },
  },
});

const sentences: Readonly<Record<RevisionFault['kind'], string>> = {
  unreadable: '读不出来，不是招聘会的修订文件。It can’t be read, or is no revision of a fair.',
  forged:
    '签名不对：不是主办方发的，没有采用。Its signature is not the organiser’s; it was not taken.',
  'other-fair': '这是另一场招聘会的。It is of another fair.',
  older: '本机已经是这一版或更新的版本。What is in force here is as new, or newer.',
};

if (values.file === undefined) {
  stop('npm run station:revise -- --file revision-2.json --data DIR');
} else {
  const signed = signedFairSchema.safeParse(JSON.parse(await readFile(values.file, 'utf8')));
  const taken = signed.success
    ? await takeRevision(values.data, signed.data)
    : fail({ kind: 'unreadable' });
  if (!taken) stop(`这里没有登记站点。No station is enrolled here: ${values.data}`);
  else if (!taken.ok) stop(sentences[taken.fault.kind]);
  else {
    const { revision, revoked } = taken.value;
    console.log(
      `已是第 ${revision} 版，下次开门生效 Revision ${revision}, in force at the next start` +
        (revoked.length > 0 ? `；停用 revoked: ${revoked.join(', ')}` : ''),
    );
  }
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
