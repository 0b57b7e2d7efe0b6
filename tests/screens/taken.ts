import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { root } from '../journeys/doors.ts';
import { faces } from './faces.ts';
import { longestFair } from './longest-fair.ts';
import { lookAt, type Stop } from './look.ts';
import { plain } from './looks.ts';
import { panels } from './panels.ts';

/** Pictures of single screens, taken on the gallery's own walks. */

export interface Shot {
  readonly name: string;
  readonly role: string;
  readonly step: string;
  readonly panel: string;
  /** How many of the role's walks lead to it; all, where it is not said. */
  readonly walks?: number;
  /** The sample's own, or the one with the longest names. */
  readonly fair: 'sample' | 'longest';
}

/** Walks each way once, however many pictures are taken on it. */
export async function takeShots(
  browser: Browser,
  shots: readonly Shot[],
  onShot: (shot: Shot, stop: Stop) => Promise<void>,
): Promise<void> {
  const ways = Map.groupBy(shots, ({ role, panel, walks, fair }) =>
    [role, panel, walks ?? 'all', fair].join(' '),
  );
  for (const taken of ways.values()) {
    const [first] = taken;
    if (!first) continue;
    const open = new Map(taken.map((shot) => [shot.step, shot]));
    await walk(browser, first, async (stop) => {
      const shot = open.get(stop.step);
      if (!shot) return;
      open.delete(stop.step);
      await onShot(shot, stop);
    });
    for (const [step, { role }] of open) throw new Error(`${role} never came to “${step}”`);
  }
}

async function walk(
  browser: Browser,
  { role, panel, walks, fair }: Shot,
  onStop: (stop: Stop) => Promise<void>,
): Promise<void> {
  const face = faces.find((known) => known.role === role);
  const chosen = panels.find(({ name }) => name === panel);
  if (!face || !chosen) throw new Error(`no ${role} on ${panel}`);
  const there = 'walks' in face ? { ...face, walks: face.walks.slice(0, walks) } : face;
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-taken-'));
  await lookAt(there, {
    browser,
    resources: fair === 'sample' ? join(root, 'resources') : await longestFair(folder),
    looks: [{ ...plain(chosen), drawer: 'none' }],
    axe: false,
    onStop,
  });
  await rm(folder, { recursive: true });
}
