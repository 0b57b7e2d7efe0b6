import { writeFile } from 'node:fs/promises';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SignedFair } from '../../shared/fair.ts';
import type { Result } from '../../shared/result.ts';
import type { Missing } from '../systems/kept.ts';
import { type Booted, booted } from './booted.ts';
import { copyOf } from './machine.ts';

/**
 * The .deb under a systemd that runs: started when it is installed and when the machine starts, closed off, brought back
 * after a kill, stopped in time, backed up, removed without its data.
 */

interface Given {
  readonly system: string;
  readonly folder: string;
  readonly deb: Buffer;
  readonly fair: SignedFair;
  readonly holds: (what: string, isTrue: boolean, seen?: unknown) => void;
}

const SERVICE = 'chunfeng-server';
const TIMER = 'chunfeng-backup.timer';
/** As `docs/server/installing.md` and the issue have it. */
const MOST_EXPOSED = 2;
const STOPS_WITHIN_S = 10;
/** Of what takes seconds; a slow machine takes longer. */
const PATIENCE_MS = 120_000;

export async function underSystemd(given: Given): Promise<Result<unknown, Missing>> {
  const { system, folder, deb, fair, holds } = given;
  const root = join(folder, 'booted');
  copyOf(system, root);
  await writeFile(join(root, 'var/cache/apt/server.deb'), deb);
  const first = await booted(root);
  if (!first.ok) return first;
  try {
    await installedAndUsed(first.value, root, given);
  } finally {
    await first.value.end();
  }
  const again = await booted(root);
  if (!again.ok) return again;
  const { value: machine } = again;
  try {
    holds('starts with the machine', (await serving(machine)) !== '', journal(machine));
    const listed = machine.run('chunfeng', 'server', 'fair', 'list').said;
    holds('has its fair after the plug was pulled', listed.includes(idOf(fair)), listed);
    await removed(machine, given);
  } finally {
    await machine.end();
  }
  return again;
}

const idOf = ({ text }: SignedFair): string => /"id":"([0-9a-f]{8})"/.exec(text)?.[1] ?? '?';

async function installedAndUsed(
  machine: Booted,
  root: string,
  { fair, holds }: Given,
): Promise<void> {
  const { code, said } = machine.run('dpkg', '-i', '/var/cache/apt/server.deb');
  holds('dpkg -i under systemd', code === 0, said);
  const first = await serving(machine);
  holds('is started by its installation, and ready', first !== '', journal(machine));
  for (const unit of [SERVICE, TIMER]) {
    const enabled = machine.run('systemctl', 'is-enabled', unit).said.trim();
    holds(`${unit} starts with the machine`, enabled === 'enabled', enabled);
  }
  const timers = machine.run('systemctl', 'list-timers', '--no-pager', TIMER).said;
  holds(
    'the nightly backup is among the timers, at half past two',
    / 02:[34]\d:/.test(timers),
    timers,
  );
  for (const unit of [SERVICE, 'chunfeng-backup']) {
    const judged = machine.run('systemd-analyze', 'security', '--no-pager', `${unit}.service`).said;
    const exposed = Number(/Overall exposure level for \S+: ([\d.]+)/.exec(judged)?.[1]);
    holds(
      `systemd-analyze security ${unit}: ${exposed}, under ${MOST_EXPOSED}`,
      exposed < MOST_EXPOSED,
      judged,
    );
  }
  await writeFile(join(root, 'var/tmp/fair.json'), JSON.stringify(fair));
  const file = '/var/lib/chunfeng/fair.json';
  machine.run('install', '-m', '0600', '-o', 'chunfeng', '/var/tmp/fair.json', file);
  const added = machine.run('chunfeng', 'server', 'fair', 'add', file);
  holds('takes a fair while it runs', added.code === 0, added.said);
  const backup = machine.run('systemctl', 'start', 'chunfeng-backup.service');
  const copies = globSync('server-*.db', { cwd: join(root, 'var/backups/chunfeng') });
  const mode = copies[0] && statSync(join(root, 'var/backups/chunfeng', copies[0])).mode & 0o777;
  holds('its backup is made in the sandbox, for its account alone', mode === 0o600, backup.said);
  const looked = machine.run('chunfeng', 'server', 'doctor');
  holds('the doctor finds nothing wrong', looked.code === 0, looked.said);

  machine.run('systemctl', 'kill', '--signal=KILL', SERVICE);
  const second = await serving(machine, first);
  holds('is back after a kill', second !== '' && second !== first, journal(machine));
  const began = performance.now();
  machine.run('systemctl', 'stop', SERVICE);
  const seconds = (performance.now() - began) / 1_000;
  const result = property(machine, 'Result');
  holds(
    `stops in ${seconds.toFixed(1)} s, under ${STOPS_WITHIN_S}, with ${result}`,
    seconds < STOPS_WITHIN_S && result === 'success',
  );
}

async function removed(machine: Booted, { holds }: Given): Promise<void> {
  const { code, said } = machine.run('dpkg', '-r', SERVICE);
  holds('dpkg -r under systemd', code === 0, said);
  const state = machine.run('systemctl', 'is-active', SERVICE).said.trim();
  holds('a removal stops it', state === 'inactive', state);
  const left = machine.run('ls', '/var/lib/chunfeng/server.db', '/var/backups/chunfeng').said;
  holds('a removal keeps data and backups', /server\.db[^]*server-\d{4}/.test(left), left);
}

const property = (machine: Booted, name: string): string =>
  machine.run('systemctl', 'show', '--value', '-p', name, SERVICE).said.trim();

const journal = (machine: Booted): string =>
  machine.run('journalctl', '--no-pager', '-n', '30', '-u', SERVICE).said;

const ASK =
  "fetch('http://127.0.0.1:5190/ready').then(async (a) => process.exit(a.status === 200 ? 0 : 1), () => process.exit(1))";

/** The process that answers, another than this one; empty if none does in time. */
async function serving(machine: Booted, before = ''): Promise<string> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const pid = property(machine, 'MainPID');
    const isAnother = pid !== '' && pid !== '0' && pid !== before;
    const node = '/usr/lib/chunfeng-server/bin/node';
    if (isAnother && machine.run(node, '-e', ASK).code === 0) return pid;
    await pause(300);
  }
  return '';
}
