import { writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { ok } from '../../shared/result.ts';
import { type OfferFault, offerStation } from '../station/hub/offer.ts';
import { randomness } from '../station/keys/randomness.ts';
import { enrolmentPage } from '../station/printed-pages/enrolment-page.ts';
import { networkOf } from '../station/sync/network.ts';
import { pinsFor } from '../station/sync/pins.ts';
import { refuse, several, whole } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { givenToken } from './given-token.ts';
import { enrolmentSentence, unreachableSentence } from './enrolment-sentences.ts';
import { openOrganiser } from './organiser-file.ts';

const LONGEST_MINUTES = 7 * 24 * 60;
const MOST_SLOTS = 65_535;

/** Uploads a station's file to the server, and makes the page with its enrolment code. */
export const command = new Command()
  .requiredOption('--organiser <file>', says.organiser)
  .requiredOption('--slot <n>', '第几号站点 which station', whole(1, MOST_SLOTS))
  .option('--server <url>', says.server)
  .option('--server-pin <pin>', says.serverPin, several)
  .option('--minutes <n>', '几分钟内有效 valid for how many minutes', whole(1, LONGEST_MINUTES), 60)
  .option('--out <file>', '登记码的网页 the page with its code')
  .option('--token-file <file>', says.token)
  .option('--passphrase-file <file>', says.passphrase)
  .action(
    ending(async (options) => {
      const opened = await openOrganiser(options, 'station-offer');
      if (!opened.ok) return opened;
      const { fair, keys } = opened.value;
      const { slot, minutes, server = fair.server, serverPin } = options;
      const station = fair.stations.find((other) => other.slot === slot);
      if (!station) return refuse('招聘会里没有这个站点。This fair has no such station.');
      if (server === undefined) {
        return refuse('请用 --server 给出服务器地址。Give the server with --server.');
      }
      const token = await givenToken(fair, options.tokenFile);
      if (!token.ok) return token;
      const enrolled = { server, ...(serverPin && { serverPins: serverPin }) };
      const offered = await offerStation({
        fair,
        keys,
        slot,
        server,
        token: token.value,
        minutes,
        reach: await networkOf(() => fair, server, { enrolled }),
        pins: pinsFor(fair, server, enrolled),
        randomBytes: randomness(),
      });
      if (!offered.ok) return refuse(sentenceOf(offered.fault));
      const out = options.out ?? `enrol-${String(slot).padStart(2, '0')}.html`;
      await writeFile(out, await enrolmentPage(station.name, offered.value), { mode: 0o600 });
      return ok(
        `${station.name.zh} ${station.name.en}：登记码在 its code is in ${out}，${minutes} 分钟内有效，只能用一次 valid for ${minutes} minutes, once.\n` +
          '在新机器上 On the new machine:  npx chunfeng station enrol --scan --data DIR',
      );
    }),
  );

function sentenceOf(fault: OfferFault): string {
  if (fault.kind === 'wrong-token') {
    return '令牌不对，或不能用来登记站点（要 enrolments）。The token is wrong, or not for this: it needs the right “enrolments”.';
  }
  if (fault.kind === 'no-such-fair') {
    return '服务器上没有这场招聘会。The server does not know this fair.';
  }
  if (fault.kind === 'refused') {
    return `服务器没有收下（${fault.status}）。The server refused it (${fault.status}).`;
  }
  if (fault.kind === 'not-our-server') return enrolmentSentence('not-our-server');
  return unreachableSentence(fault.kind);
}
