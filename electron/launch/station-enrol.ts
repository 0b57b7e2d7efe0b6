import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { enrol, ENROLMENT_FILE, readEnrolment } from '../keys/enrolment.ts';
import { openStationFile, type StationFile, stationFileSchema } from '../keys/fair-pack.ts';
import { randomness } from '../randomness.ts';
import { cardFaults } from './card-faults.ts';
import { typedSecret } from './typed-secret.ts';

/**
 * `npm run station:enrol -- --file FILE --data DIR`: makes this machine a station of a fair. The
 * passphrase opens the file; the staff card, scanned here, is what closes the keys again.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    data: { type: 'string', default: join(root, 'data', 'station') },
    'passphrase-file': { type: 'string' },
    'card-file': { type: 'string' },
  },
});

const file = values.file === undefined ? undefined : await stationFileAt(values.file);
if (!file) {
  stop(
    '请给出主办方发的站点文件：npm run station:enrol -- --file station-01.json --data 文件夹\n' +
      'Name the station file that the organiser gave you: npm run station:enrol -- --file station-01.json --data DIR',
  );
} else if (await readEnrolment(values.data)) {
  stop(
    `这里已经登记过一个站点，没有动它。A station is enrolled here already, and was left alone: ${join(values.data, ENROLMENT_FILE)}`,
  );
} else {
  await enrolFrom(file);
}

async function enrolFrom(file: StationFile): Promise<void> {
  const passphrase = await typedSecret(values['passphrase-file'], '口令 Passphrase: ');
  if (passphrase === undefined) return stop('请输入口令。The passphrase is needed.');
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
  const place = { signed: file.fair, fair, slot: file.slot };
  const enrolled = await enrol(values.data, place, secrets, card, randomness());
  if (!enrolled.ok) return stop(cardFaults[enrolled.fault.kind]);
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
