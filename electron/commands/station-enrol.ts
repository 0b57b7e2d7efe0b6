import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { ok } from '../../shared/result.ts';
import { NEWER_FILE, readFile as readFileOf } from '../../shared/read-known.ts';
import { readEnrolmentCode } from '../../shared/sync/enrolment.ts';
import { joiningWords } from '../../shared/words/joining-words.ts';
import { claimOf, forgetClaim } from '../station/keys/claim.ts';
import { enrol, ENROLMENT_FILE, readEnrolment } from '../station/keys/enrolment.ts';
import { openStationFile, type StationFile, stationFileSchema } from '../station/keys/fair-pack.ts';
import { fetchOffered } from '../station/keys/offered-file.ts';
import { randomness } from '../station/keys/randomness.ts';
import { networkTo } from '../station/sync/network.ts';
import type { EnrolledServer } from '../station/sync/pins.ts';
import { cardFaults } from './card-faults.ts';
import { type Outcome, refuse } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { enrolmentSentence, sentence } from './enrolment-sentences.ts';
import { jsonAt } from './json-file.ts';
import { dataFolder } from './places.ts';
import { typedSecret } from './typed-secret.ts';

/**
 * Makes this machine a station of a fair: by an enrolment code, which fetches and opens the
 * station's file, or by the file from a stick and its passphrase. The staff card then wraps the
 * keys.
 */
export const command = new Command()
  .option('--scan', '扫登记码 scans an enrolment code', false)
  .option('--code-file <file>', '写着登记码的文件 a file with the enrolment code')
  .option(
    '--file <file>',
    '主办方发的站点文件，没有网络时用 the organiser’s file, without a network',
  )
  .addOption(
    new Option('--data <folder>', says.data).default(dataFolder('station'), 'data/station'),
  )
  .option('--passphrase-file <file>', says.passphrase)
  .option('--card-file <file>', '写着工作卡的文件 a file with the staff card’s text')
  .action(
    ending(async (options) => {
      const { data, cardFile, codeFile } = options;
      if (await readEnrolment(data)) {
        return refuse(
          `这里已经登记过一个站点，没有动它。A station is already enrolled here and was not changed: ${join(data, ENROLMENT_FILE)}`,
        );
      }
      if (options.scan || codeFile !== undefined) return enrolByCode(data, codeFile, cardFile);
      const file = readFileOf(stationFileSchema, options.file && (await jsonAt(options.file)));
      if (!file.ok && file.fault.kind === 'newer') return refuse(NEWER_FILE);
      if (!file.ok) {
        return refuse(
          '扫登记码用 --scan；没有网络时用主办方发的文件：--file station-01.json\n' +
            'Scan an enrolment code with --scan; without a network, give the organiser’s file: --file station-01.json',
        );
      }
      const passphrase = await typedSecret(options.passphraseFile, '口令 Passphrase: ');
      if (passphrase === undefined) return refuse('请输入口令。Enter the passphrase.');
      return enrolFrom({ data, cardFile, file: file.value, passphrase });
    }),
  );

async function enrolByCode(
  data: string,
  codeFile: string | undefined,
  cardFile: string | undefined,
): Promise<Outcome> {
  const text = await typedSecret(codeFile, '请扫描登记码 Scan the enrolment code: ');
  const code = readEnrolmentCode(text ?? '');
  if (!code.ok) {
    const { kind } = code.fault;
    return refuse(sentence(joiningWords[kind === 'damaged' ? 'damaged-code' : kind]));
  }
  const { passphrase, server, pins } = code.value;
  const reach = await networkTo({ server, pins: () => pins });
  const file = await fetchOffered(code.value, await claimOf(data, randomness()), reach);
  if (!file.ok) return refuse(enrolmentSentence(file.fault.kind));
  const known = { server, ...(pins.length > 0 && { serverPins: pins }) };
  return enrolFrom({ data, cardFile, file: file.value, passphrase, known });
}

async function enrolFrom(given: {
  readonly data: string;
  readonly cardFile: string | undefined;
  readonly file: StationFile;
  readonly passphrase: string;
  /** The server that the code named. */
  readonly known?: EnrolledServer;
}): Promise<Outcome> {
  const { data, file, known } = given;
  const opened = await openStationFile(file, given.passphrase);
  if (!opened.ok) {
    if (opened.fault.kind === 'newer') return refuse(NEWER_FILE);
    return refuse(
      opened.fault.kind === 'wrong-secret'
        ? '口令不对。The passphrase is wrong.'
        : sentence(joiningWords.altered),
    );
  }
  const { fair, secrets } = opened.value;
  const station = fair.stations.find(({ slot }) => slot === file.slot);
  if (!station) return refuse('招聘会里没有这个站点。This fair has no such station.');
  const card = await typedSecret(given.cardFile, '请扫描工作卡 Scan the staff card: ');
  if (card === undefined) return refuse('请扫描工作卡。Scan the staff card.');
  const place = { signed: file.fair, fair, slot: file.slot, ...known };
  const enrolled = await enrol(data, place, secrets, card, randomness());
  if (!enrolled.ok) return refuse(cardFaults[enrolled.fault.kind]);
  await forgetClaim(data);
  return ok(
    `已登记 Enrolled: ${station.name.zh} ${station.name.en}, ${fair.name.zh}\n` +
      `开门 To open it:  npm start -- --data ${data}`,
  );
}
