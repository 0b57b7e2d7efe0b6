import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { hidSystem, loadNodeHid } from '../station/reader/hid-device.ts';
import { decoderFor, guessLayout } from '../station/reader/layout-guess.ts';
import type { HidPort } from '../station/reader/port.ts';
import { readerTable, READERS_FILE } from '../station/reader/real-readers.ts';
import { type PluggedDevice, roleOf, type Role } from '../station/reader/reader-table.ts';
import { samIdText } from '../station/reader/sdt-frame.ts';
import { sdtLine } from '../station/reader/sdt-line.ts';
import { realTimers } from '../station/clock/timers.ts';
import { ok } from '../../shared/result.ts';
import { type Outcome, refuse } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { dataFolder, projectFolder } from './places.ts';

const hid = hidSystem(loadNodeHid);

/** Shows the connected readers, what they send, and the line to add to the reader table. */
export const command = new Command()
  .option('--path <device>', '只看这一个设备 only this device')
  .addOption(new Option('--data <folder>', says.data).default(dataFolder('sample'), 'data/sample'))
  .action(
    ending(async ({ path, data }) => {
      const listed = await hid.list();
      if (listed.ok) return probe(listed.value, path, data);
      return refuse(
        listed.fault.kind === 'no-libusb'
          ? '缺少 libusb，请先安装 libusb-1.0-0。libusb is missing: install libusb-1.0-0 first.'
          : '本机用不了 node-hid。node-hid does not load on this machine.',
      );
    }),
  );

async function probe(
  all: readonly PluggedDevice[],
  path: string | undefined,
  folder: string,
): Promise<Outcome> {
  const { table, fault } = await readerTable({
    resources: join(projectFolder, 'resources'),
    folder,
  });
  if (fault !== undefined) console.error(fault);
  for (const device of all) console.log(`${nameOf(device)}  ${roleWords(roleOf(device, table))}`);
  const chosen = path === undefined ? all : [named(path, all)];
  const opened = [];
  for (const device of chosen) {
    const role = roleOf(device, table);
    if (role.kind === 'none' && path === undefined) continue;
    if (await watch(device, role, folder)) opened.push(device);
  }
  if (opened.length === 0) {
    return ok(
      '\n没有能打开的读卡器。键盘口扫码器不在此列；0400:C35A 一类读卡器不是 HID，本程序看不到。\n' +
        'No reader can be opened. Keyboard scanners are not listed, and readers like 0400:C35A are not HID devices.',
    );
  }
  // Open handles alone don't keep the process alive.
  process.stdin.resume();
  return ok('\n请扫码；Ctrl-C 结束。Scan something; Ctrl-C ends.');
}

async function watch(device: PluggedDevice, role: Role, folder: string): Promise<boolean> {
  const opened = await hid.open(device.path);
  if (!opened.ok) {
    console.log(`${device.path}: ${openWords[opened.fault.kind]}`);
    return false;
  }
  const port = opened.value;
  port.onGone(() => console.log(`${device.path}: 已拔出 gone`));
  if (role.kind !== 'code' && (await answersAsCardReader(port, device, folder))) return true;
  watchCodes(port, device, folder);
  return true;
}

async function answersAsCardReader(
  port: HidPort,
  device: PluggedDevice,
  folder: string,
): Promise<boolean> {
  const line = sdtLine(port, realTimers);
  const answer = await line.ask('status');
  if (!answer.ok) {
    line.close();
    return false;
  }
  const asked = await line.ask('sam-id');
  line.close();
  const sam = asked.ok ? samIdText(asked.value.data) : undefined;
  console.log(
    `${device.path}: 是身份证阅读器 an ID card reader (SDT ${answer.value.status}; 安全模块 SAM ${sam ?? '–'})`,
  );
  suggest(device, { kind: 'id-card' }, folder);
  return true;
}

function watchCodes(port: HidPort, device: PluggedDevice, folder: string): void {
  let decoder = decoderFor('auto');
  let suggested = false;
  port.onReport((report) => {
    console.log(
      `${device.path}  ${Buffer.from(report)
        .toString('hex')
        .replace(/(00)+$/, '…')}`,
    );
    const layout = guessLayout(report);
    if (layout !== undefined && !suggested) {
      suggested = true;
      decoder = decoderFor(layout);
      suggest(device, { kind: 'code', layout }, folder);
    }
    const scan = decoder.take(report);
    if (scan?.kind === 'code') console.log(`  = ${scan.text}`);
    else if (scan !== undefined) console.log('  = 读不出来 can’t be read');
  });
}

/** The line to add to `readers.json`. */
function suggest(
  device: PluggedDevice,
  what: { kind: string; layout?: string },
  folder: string,
): void {
  const line = {
    vendor: hex(device.vendor),
    product: hex(device.product),
    ...what,
    name: device.name || '读卡器',
  };
  console.log(`  ${join(folder, READERS_FILE)} 里加一行 add this line:\n  ${JSON.stringify(line)}`);
}

function named(path: string, all: readonly PluggedDevice[]): PluggedDevice {
  const known = all.find((device) => device.path === path);
  return known ?? { path, vendor: 0, product: 0, serial: '', name: '', usages: [] };
}

function nameOf({ path, vendor, product, name, usages }: PluggedDevice): string {
  const pages = usages.map(({ page, usage }) => `${page.toString(16)}/${usage.toString(16)}`);
  return `${path}  ${hex(vendor)}:${hex(product)}  ${name}  [${pages.join(' ')}]`;
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}

function roleWords(role: Role): string {
  switch (role.kind) {
    case 'code':
      return `扫码器 scanner, ${role.layout}`;
    case 'id-card':
      return '身份证阅读器 ID card reader';
    case 'ask':
      return '也许是身份证阅读器 perhaps an ID card reader';
    case 'none':
      return '–';
  }
}

const openWords = {
  'no-permission':
    '系统不让打开，见 resources/udev。The system does not allow it: see resources/udev.',
  held: '被别的程序占用。Another program holds it.',
  gone: '已不在。It was unplugged.',
  failed: '打不开。It can’t be opened.',
} as const;
