import { writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { signedFairSchema } from '../../shared/fair.ts';
import { ok } from '../../shared/result.ts';
import { openSignedFair } from '../station/keys/signed-fair.ts';
import { assessmentPage } from '../station/printed-pages/assessment-page.ts';
import { refuse } from '../../shared/command.ts';
import { ending } from './command.ts';
import { jsonAt } from './json-file.ts';

/** The documents on personal information that an organiser signs, for the fair as it is configured. */
export const command = new Command()
  .requiredOption('--fair <file>', '签过名的招聘会 the signed fair, fair.json')
  .requiredOption('--out <file>', '要打印的网页 the page to print')
  .action(
    ending(async ({ fair: file, out }) => {
      const signed = signedFairSchema.safeParse(await jsonAt(file));
      const fair = signed.success ? openSignedFair(signed.data) : undefined;
      if (!fair?.ok) {
        return refuse(`这不是签过名的招聘会文件。This is not a signed fair: ${file}`);
      }
      await writeFile(out, await assessmentPage(fair.value));
      return ok(
        `${out}\n由主办单位核对、补充、签字后存档；招聘会改了配置，再做一份。\n` +
          'For the organiser to check, complete, sign and keep. Make a new one when the fair’s settings change.',
      );
    }),
  );
