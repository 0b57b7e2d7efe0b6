import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { refuseCoreDumps } from '../../station/open/core-dumps.ts';
import { ENROLMENT_FILE } from '../../station/keys/enrolment.ts';
import { hidSystem, loadNodeHid } from '../../station/reader/hid-device.ts';
import { openWebDoor, type WebDoor } from '../../station/browser-door/browser-door.ts';
import { openBrowser } from './browser.ts';
import { electronBinary, obtainElectron } from './electron-binary.ts';
import { buildApp } from './build.ts';
import { stationFaultSentence } from '../../station/open/station-faults.ts';
import { SAMPLE_TOKEN, startSampleServer } from '../../station/sample/sample-server.ts';
import { openStationHere } from '../../station/open/station-here.ts';

/** `npm start`: the sample fair, in Electron where it can be had and else in the browser. */

const root = fileURLToPath(new URL('../../../', import.meta.url));
const ELECTRON_PATIENCE_MS = 8_000;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    slot: { type: 'string' },
    server: { type: 'string' },
    port: { type: 'string', default: '5180' },
    door: { type: 'string', default: process.env.CHUNFENG_DOOR ?? 'any' },
    'no-open': { type: 'boolean', default: false },
  },
});

/** Of the sample fair: each of its stations has a folder of its own. */
const slot = values.slot === undefined ? undefined : Number(values.slot);
const folder = values.data ?? join(root, 'data', slot === undefined ? 'sample' : `sample-${slot}`);

// First: the server hands out the page, too.
await buildApp(root);

/** One server for all stations of the sample fair on this machine; a folder of one's own has its own. */
const SAMPLE_SERVER_PORT = 5190;
const isSample = !existsSync(join(folder, ENROLMENT_FILE));
const sampleServer =
  values.server === undefined && isSample
    ? await startSampleServer({
        root,
        folder:
          values.data === undefined ? join(root, 'data', 'sample-server') : join(folder, 'server'),
        port: values.data === undefined ? SAMPLE_SERVER_PORT : 0,
      })
    : undefined;
const server = values.server ?? sampleServer?.url;

const firstCard = [
  '  第一位求职者：点屏幕边上的“模拟读卡器”，选一张身份证，轻点“同意”，通行证就出来了。',
  '  First card: open “Simulated reader” at the edge, choose an ID card, tap to agree, and there is the pass.',
  '  工作人员：长按左上角 3 秒，PIN 2580（仅样例）。Staff: hold the top left corner for 3 s, PIN 2580 (sample only).',
  '  样例的钥匙人人都有，所以自己开锁；真的招聘会要扫工作卡。Its keys are public, so it unlocks itself; a real fair waits for the staff card.',
].join('\n');

const otherStation = [
  '  屏幕边上的“模拟读卡器”里有通行证、展位卡和指令卡。Passes and cards are under “Simulated reader” at the edge.',
  '  工作人员：长按左上角 3 秒，PIN 2580（仅样例）。Staff: hold the top left corner for 3 s, PIN 2580 (sample only).',
].join('\n');
const whatToDo = [
  slot === undefined ? firstCard : otherStation,
  ...(sampleServer
    ? [
        `  主办方页面 Organiser’s page：${sampleServer.url}  令牌 token ${SAMPLE_TOKEN}（仅样例 sample only）`,
      ]
    : []),
  '  Ctrl-C 结束 to stop.',
].join('\n');

const staffCardFirst = [
  '  请用扫码器扫描工作卡开门。Scan the staff card to open it.',
  '  Ctrl-C 结束 to stop.',
].join('\n');

if (values.door === 'browser') {
  await startBrowserDoor();
} else {
  const binary = electronBinary(root) ?? (await obtainElectron(root, ELECTRON_PATIENCE_MS));
  if (binary === undefined) {
    console.log(
      '这里没有 Electron，改用浏览器。Electron is not to be had here: the browser door it is.',
    );
    await startBrowserDoor();
  } else {
    startElectron(binary);
  }
}

async function startBrowserDoor(): Promise<void> {
  refuseCoreDumps(process.platform);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const opened = await openStationHere({
    resources: join(root, 'resources'),
    folder,
    ...(slot !== undefined && { slot }),
    ...(server !== undefined && { server }),
    version,
    canLeave: false,
    onTrouble: (what, error) => console.error(`${what}:`, error),
    hid: hidSystem(loadNodeHid),
  });
  if (!opened.ok) {
    console.error(stationFaultSentence(opened.fault, folder));
    await sampleServer?.stop();
    process.exitCode = 1;
    return;
  }
  const { door: station, fair } = opened.value;
  const pageFolder = join(root, 'dist', 'renderer');
  const open = (port: number): Promise<WebDoor> =>
    openWebDoor({ station, pageFolder, port, randomBytes });
  // Someone else may have the usual port: any other does as well, since the address is printed.
  const door = await open(Number(values.port)).catch(() => open(0));
  console.log(
    fair
      ? `\n春风 Chunfeng：${fair.zh} ${fair.en}\n\n  ${door.url}\n\n${staffCardFirst}\n`
      : `\n春风 Chunfeng：样例招聘会已经开门 the sample fair is open\n\n  ${door.url}\n\n${whatToDo}\n`,
  );
  if (!values['no-open']) openBrowser(door.url);

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void door
      .close()
      .then(() => station.close())
      .then(() => sampleServer?.stop())
      .then(() => console.log('\n已保存并关闭。Saved and closed.'));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function startElectron(binary: string): void {
  console.log(
    isSample
      ? `\n春风 Chunfeng：样例招聘会 the sample fair\n\n${whatToDo}\n`
      : `\n春风 Chunfeng\n\n${staffCardFirst}\n`,
  );
  const child = spawn(
    binary,
    [
      root,
      `--data=${folder}`,
      ...(slot === undefined ? [] : [`--slot=${slot}`]),
      ...(server === undefined ? [] : [`--server=${server}`]),
    ],
    { stdio: 'inherit' },
  );
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => {
    process.exitCode = code ?? 0;
    void sampleServer?.stop();
  });
}
