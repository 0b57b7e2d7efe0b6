import { writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { z } from 'zod';
import { type Fair, type SignedFair, signedFairSchema } from '../../shared/fair.ts';
import { ok } from '../../shared/result.ts';
import { changeText } from '../../shared/revising/change-words.ts';
import { changesBetween } from '../../shared/revising/fair-changes.ts';
import { organiserFile } from '../station/keys/fair-pack.ts';
import { openSignedFair, revisionHere, signFair } from '../station/keys/signed-fair.ts';
import { nextRevision, sendRevision } from '../station/organiser/revision.ts';
import { randomness } from '../station/keys/randomness.ts';
import { networkOf } from '../station/sync/network.ts';
import { refuse, several } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { employersAt } from './employers-file.ts';
import { unreachableSentence } from './enrolment-sentences.ts';
import { jsonAt } from './json-file.ts';
import { openOrganiser } from './organiser-file.ts';

const changesSchema = z.partialRecord(z.string(), z.unknown());

/** Signs the next revision of a fair and can send it to its servers. Keys and id never change. */
export const command = new Command()
  .requiredOption('--organiser <file>', says.organiser)
  .requiredOption('--out <file>', '修订写到哪里 where to write the revision')
  .option('--revoke <slot>', '停用一个站点，可写几次 revokes a station; may be repeated', several)
  .option(
    '--reinstate <slot>',
    '恢复一个停用的站点，可写几次 trusts a revoked station again',
    several,
  )
  .option(
    '--settle <file>',
    '另一位主办方做的修订：用本文件的内容，停用的合在一起 another organiser’s revision: this one takes its place, with all that either revoked',
  )
  .option('--employers <table>', '单位和岗位的表格 a table of employers and posts')
  .option('--fair <file>', '要改的其他内容 a file with other changes')
  .option(
    '--server <url>',
    '送到这些服务器，可写几次 servers to send it to; may be repeated',
    several,
  )
  .option('--server-pin <pin>', says.serverPin, several)
  .option('--passphrase-file <file>', says.passphrase)
  .action(
    ending(async (options) => {
      const opened = await openOrganiser(options, 'fair-revise');
      if (!opened.ok) return opened;
      const { fair, keys, passphrase } = opened.value;
      const slots = slotsOf(fair, options);
      if (!slots.ok) return slots;
      const table = options.employers && (await employersAt(options.employers, fair));
      if (table && !table.ok) return table;
      const changed = await changedIn(options.fair);
      if (!changed.ok) return changed;
      const other =
        options.settle === undefined ? undefined : await otherRevision(options.settle, fair);
      if (other && !other.ok) return other;
      const next = nextRevision(
        revisionHere(fair),
        { ...changed.value, ...(table && { booths: table.value.booths }), ...pinsOf(options) },
        slots.value,
        other?.value,
      );
      if (!next.success) return refuse(z.prettifyError(next.error));
      for (const line of changesBetween(fair, next.data)) console.log(changeText(line));
      const signed = signFair(next.data, keys.signingKey);
      await writeFile(options.out, `${JSON.stringify(signed)}\n`);
      // Update the organiser's own file too, so that the next revision follows this one.
      const moved = await organiserFile(next.data, keys, passphrase, randomness());
      await writeFile(options.organiser, `${JSON.stringify(moved)}\n`, { mode: 0o600 });
      console.log(`第 ${next.data.revision} 版 Revision ${next.data.revision}: ${options.out}`);
      for (const server of options.server ?? fairServers(fair)) {
        console.log(`${server}: ${await send(server, next.data, signed)}`);
      }
      return ok(
        '没有网络的机器 On a machine without a network:  npx chunfeng station revise --file FILE --data DIR',
      );
    }),
  );

/** A field that is null is taken out of the fair. */
async function changedIn(file: string | undefined) {
  const changed = file === undefined ? undefined : changesSchema.safeParse(await jsonAt(file));
  if (changed?.success === false) {
    return refuse(`${file}：读不懂。The file can’t be read, or is not JSON.`);
  }
  return ok(changed?.data ?? {});
}

const pinsOf = ({ serverPin }: { readonly serverPin?: readonly string[] }): object =>
  serverPin ? { serverPins: serverPin } : {};

interface SlotOptions {
  readonly revoke?: readonly string[];
  readonly reinstate?: readonly string[];
}

function slotsOf({ stations }: Fair, { revoke = [], reinstate = [] }: SlotOptions) {
  const revoked = revoke.map(Number);
  const reinstated = reinstate.map(Number);
  const unknown = [...revoked, ...reinstated].find(
    (slot) => !stations.some((station) => station.slot === slot),
  );
  return unknown === undefined
    ? ok({ revoked, reinstated })
    : refuse(`没有站点 ${unknown}。Station ${unknown} does not exist.`);
}

async function otherRevision(file: string, { id, signingKey }: Fair) {
  const signed = signedFairSchema.safeParse(await jsonAt(file));
  const opened = signed.success ? openSignedFair(signed.data) : undefined;
  if (
    !signed.success ||
    !opened?.ok ||
    opened.value.id !== id ||
    opened.value.signingKey !== signingKey
  ) {
    return refuse(`${file}：不是这场招聘会的修订。Not a signed revision of this fair.`);
  }
  return ok(revisionHere(opened.value, signed.data.text));
}

function fairServers({ server }: Fair): readonly string[] {
  return server === undefined ? [] : [server];
}

async function send(server: string, fair: Fair, signed: SignedFair): Promise<string> {
  const sent = await sendRevision(await networkOf(() => fair, server), server, fair.id, signed);
  if (sent.kind === 'taken') {
    return '已送达，各站点会自行更新 delivered; stations update by themselves';
  }
  if (sent.kind === 'refused') return `没有收下（${sent.status}）：${sent.answer} refused`;
  return `${unreachableSentence(sent.kind)} 稍后再试或用 U 盘 Try again later, or use a stick`;
}
