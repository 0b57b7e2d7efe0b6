import { access, lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** The sticks and disks that are plugged in now, from what the system says and without a driver. */

export interface Medium {
  readonly folder: string;
  readonly name: string;
  readonly readOnly: boolean;
}
export type ListMedia = () => Promise<readonly Medium[]>;

export function mediaHere(platform: NodeJS.Platform, ownFolder: string): ListMedia {
  if (platform === 'win32') return () => drives(ownFolder, process.env.SystemDrive ?? 'C:');
  if (platform === 'darwin') return volumes;
  return async () => mountedMedia(await readFile('/proc/mounts', 'utf8'), isRemovable);
}

/** Where desktops mount what is plugged in. */
const MEDIA = /^\/(?:run\/)?media\/./;
/** A system that was started from a stick is no place for files. */
const SYSTEM = /^\/(?:boot|efi|usr|var|opt|home|etc|tmp|snap)?(?:\/|$)/;
/** Discs and packed images. */
const NOT_WRITABLE = new Set(['squashfs', 'iso9660', 'udf', 'autofs']);

/** `isRemovable` tells of a device such as `/dev/sdb1`. */
export async function mountedMedia(
  mounts: string,
  isRemovable: (device: string) => Promise<boolean>,
): Promise<Medium[]> {
  const media = new Map<string, Medium>();
  for (const line of mounts.split('\n')) {
    const [device = '', at = '', type = '', options = ''] = line.split(' ').map(unescaped);
    if (!at || NOT_WRITABLE.has(type)) continue;
    const is = MEDIA.test(at) || (!SYSTEM.test(at) && (await isRemovable(device)));
    const readOnly = options.split(',').includes('ro');
    if (is) media.set(at, { folder: at, name: basename(at), readOnly });
  }
  return [...media.values()];
}

/** The kernel writes a space as `\040`. */
const unescaped = (field: string): string =>
  field.replaceAll(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));

async function isRemovable(device: string): Promise<boolean> {
  if (!device.startsWith('/dev/')) return false;
  try {
    const name = basename(await realpath(device));
    const place = await realpath(join('/sys/class/block', name));
    if (place.includes('/usb')) return true;
    const flags = [join(place, 'removable'), join(place, '..', 'removable')];
    const said = await Promise.all(flags.map((flag) => readFile(flag, 'utf8').catch(() => '0')));
    return said.some((flag) => flag.trim() === '1');
  } catch {
    return false;
  }
}

/** Windows tells nobody without a driver which drives are sticks: staff see all but the system's. */
async function drives(ownFolder: string, system: string): Promise<Medium[]> {
  const letters = [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:`);
  const own = [system, ownFolder].map((path) => path.slice(0, 2).toUpperCase());
  const found = await Promise.all(
    letters.map(async (drive) => ((await isThere(`${drive}\\`)) ? drive : undefined)),
  );
  return found.flatMap((drive) =>
    drive === undefined || own.includes(drive)
      ? []
      : [{ folder: `${drive}\\`, name: drive, readOnly: false }],
  );
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** macOS links its own disk there too. */
async function volumes(): Promise<Medium[]> {
  const names = await readdir('/Volumes');
  const media = await Promise.all(
    names.map(async (name) => {
      const folder = join('/Volumes', name);
      const is = await lstat(folder).catch(() => undefined);
      return is?.isDirectory() ? [{ folder, name, readOnly: false }] : [];
    }),
  );
  return media.flat();
}
