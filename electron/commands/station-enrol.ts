import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { enrol, ENROLMENT_FILE, readEnrolment } from '../station/keys/enrolment.ts';
import { openStationFile, type StationFile, stationFileSchema } from '../station/keys/fair-pack.ts';
import { readEnrolmentCode } from '../../shared/sync/enrolment.ts';
import { fetchOffered, type OfferFault } from '../station/keys/offered-file.ts';
import { randomness } from '../station/open/randomness.ts';
import { cardFaults } from './card-faults.ts';
import { typedSecret } from './typed-secret.ts';

/**
 * `npm run station:enrol -- --scan --data DIR`, or `--file FILE` without a network: makes this machine a
 * station of a fair. An enrolment code that is scanned here fetches the file and opens it; else its
 * passphrase does. The staff card, scanned here too, is what closes the keys again.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    scan: { type: 'boolean', default: false },
    'code-file': { type: 'string' },
    data: { type: 'string', default: join(root, 'data', 'station') },
    'passphrase-file': { type: 'string' },
    'card-file': { type: 'string' },
  },
});

if (await readEnrolment(values.data)) {
  stop(
    `这里已经登记过一个站点，没有动它。A station is enrolled here already, and was left alone: ${join(values.data, ENROLMENT_FILE)}`,
  );
} else if (values.scan || values['code-file'] !== undefined) {
  await enrolByCode();
} else {
  const file = values.file === undefined ? undefined : await stationFileAt(values.file);
  if (file) await enrolByFile(file);
  else
    stop(
      '扫登记码：npm run station:enrol -- --scan --data 文件夹；没有网络时用主办方发的文件：--file station-01.json\n' +
        'Scan an enrolment code: npm run station:enrol -- --scan --data DIR; or, without a network, name the organiser’s file: --file station-01.json',
    );
}

const offerSentences: Readonly<Record<OfferFault['kind'], string>> = {
  'no-such-code': '服务器不认识这个登记码。The server does not know this code.',
  expired: '登记码过期了，请主办方再出一个。The code has expired: ask the organiser for another.',
  taken:
    '登记码已被另一台机器用过。如果不是你们的机器，请主办方立即停用这个站点。Another machine has used this code. If it is not yours, have the organiser revoke this station at once.',
  'no-network': '连不上服务器，请检查网络。The server can’t be reached: check the network.',
  'not-our-server':
    '回答的不是春风服务器，网络要登录？Not our server: does the network want a log-in?',
};

async function enrolByCode(): Promise<void> {
  const text = await typedSecret(values['code-file'], '请扫描登记码 Scan the enrolment code: ');
  const code = readEnrolmentCode(text ?? '');
  if (!code.ok) return stop('这不是登记码。This is no enrolment code.');
  const claim = await claimOf(values.data);
  const file = await fetchOffered(code.value, claim);
  if (!file.ok) return stop(offerSentences[file.fault.kind]);
  const { passphrase, server } = code.value;
  await enrolFrom(file.value, passphrase, server);
}

async function enrolByFile(file: StationFile): Promise<void> {
  const passphrase = await typedSecret(values['passphrase-file'], '口令 Passphrase: ');
  if (passphrase === undefined) return stop('请输入口令。The passphrase is needed.');
  await enrolFrom(file, passphrase);
}

/** Kept, so that whoever was cut off in the middle may ask again. */
async function claimOf(folder: string): Promise<string> {
  const file = join(folder, 'claim');
  const known = await readFile(file, 'utf8').catch(() => undefined);
  if (known !== undefined) return known;
  const claim = Buffer.from(randomness()(16)).toString('hex');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, claim, { mode: 0o600 });
  return claim;
}

async function enrolFrom(file: StationFile, passphrase: string, server?: string): Promise<void> {
  const opened = await openStationFile(file, passphrase);
  if (!opened.ok) {
    return stop(
      opened.fault.kind === 'wrong-secret'
        ? '口令不对。That is not its passphrase.'
        : '站点文件损坏或被改过，请向主办方重新要一份。The file is damaged or was altered: ask the organiser for another.',
    );
  }
  const { fair, secrets } = opened.value;
  const station = fair.stations.find(({ slot }) => slot === file.slot);
  if (!station) return stop('招聘会里没有这个站点。The fair has no such station.');
  const card = await typedSecret(values['card-file'], '请扫描工作卡 Scan the staff card: ');
  if (card === undefined) return stop('请扫描工作卡。The staff card is needed.');
  const place = {
    signed: file.fair,
    fair,
    slot: file.slot,
    ...(server !== undefined && { server }),
  };
  const enrolled = await enrol(values.data, place, secrets, card, randomness());
  if (!enrolled.ok) return stop(cardFaults[enrolled.fault.kind]);
  await rm(join(values.data, 'claim'), { force: true });
  console.log(
    `已登记 Enrolled: ${station.name.zh} ${station.name.en}, ${fair.name.zh}\n` +
      `开门 To open it:  npm start -- --data ${values.data}`,
  );
}

async function stationFileAt(path: string): Promise<StationFile | undefined> {
  try {
    return stationFileSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
