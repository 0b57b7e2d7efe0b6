import { readdirSync, readFileSync } from 'node:fs';
import type { KioskProcess } from './kiosk-process.ts';

/** Finds the process in which the kiosk's station runs: Electron's utility process, or a child of Node. */

const STATION = /dist\/station\/station\.js|utility-sub-type=node\.mojom\.NodeService/;

export function stationPid({ child }: KioskProcess): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) parents.set(Number(name), parentOf(Number(name)));
  }
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid) ?? 0;
    return parent === child.pid || (parent > 1 && isOurs(parent));
  };
  const found = [...parents.keys()].find((pid) => isOurs(pid) && STATION.test(commandOf(pid)));
  if (found === undefined) throw new Error('the station has no process');
  return found;
}

/** Processes end while this reads about them. */
function read(pid: number, what: 'stat' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}

const parentOf = (pid: number): number => Number(/\) \w (\d+)/.exec(read(pid, 'stat'))?.[1] ?? 0);
const commandOf = (pid: number): string => read(pid, 'cmdline');
