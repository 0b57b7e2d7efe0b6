import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A Linux older than better-sqlite3's own build: it gets the build of `resources/native/`, which the packed app
 * has on every Linux. better-sqlite3 looks first where a build made on the machine itself would be.
 */

export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** Absent where the C library is another. */
  readonly glibc: string | undefined;
}

/** What better-sqlite3's own build needs; a test reads it from the file. */
export const OWN_BUILD_NEEDS = '2.34';

export function placeNativeModule(root: string, { platform, arch, glibc }: Machine): void {
  if (platform !== 'linux' || glibc === undefined || !isOlder(glibc, OWN_BUILD_NEEDS)) return;
  const place = join(root, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node');
  const ours = join(root, 'resources', 'native', `linux-${arch}.node`);
  if (existsSync(place) || !existsSync(ours)) return;
  mkdirSync(dirname(place), { recursive: true });
  copyFileSync(ours, place);
}

function isOlder(one: string, other: string): boolean {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}

export function thisMachine(): Machine {
  const { platform, arch } = process;
  if (platform !== 'linux') return { platform, arch, glibc: undefined };
  const report = process.report.getReport();
  const header = 'header' in report ? report.header : undefined;
  const known = typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
  const glibc = known ? header.glibcVersionRuntime : undefined;
  return { platform, arch, glibc: typeof glibc === 'string' ? glibc : undefined };
}
