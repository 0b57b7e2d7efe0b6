import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from '../journeys/chromium-here.ts';
import { root } from '../journeys/doors.ts';
import { picturesAgainstScreens } from '../handbook/pictures.ts';
import { everyWay, faces } from './faces.ts';
import { openGallery } from './gallery.ts';
import { longestFair } from './longest-fair.ts';
import { type Face, lookAt } from './look.ts';
import { type Look, pairwise, plain } from './looks.ts';
import { type Panel, panels } from './panels.ts';

/** `npm run screens`: audits every step of every role on every panel, and makes a gallery. */

const { values } = parseArgs({
  options: { role: { type: 'string' }, panel: { type: 'string', multiple: true, default: [] } },
});
const browser = await launchChromium();
const gallery = openGallery(join(root, 'test-results', 'gallery'));
await gallery.open();
const folder = await mkdtemp(join(tmpdir(), 'chunfeng-screens-'));
const resources = await longestFair(folder);

const isWanted = ({ name }: Panel): boolean =>
  values.panel.length === 0 || values.panel.includes(name);
const looksOf = ({ panels: own = [] }: Face): readonly Look[] =>
  [...panels, ...own].filter(isWanted).map(plain);
const ways = pairwise().filter(({ panel }) => isWanted(panel));
const tasks: readonly (readonly [Face, readonly Look[]])[] = [
  ...faces.map((face) => [face, looksOf(face)] as const),
  ...(['self', 'express'] as const).map(
    (lane) => [everyWay, ways.filter((look) => look.lane === lane)] as const,
  ),
].filter(([{ role }, looks]) => looks.length > 0 && (!values.role || role === values.role));

const againstPictures = picturesAgainstScreens();
const sums = new Map<string, { screens: number; findings: number }>();
const trouble: string[] = [];
const waiting = [...tasks];
await Promise.all(
  Array.from({ length: Math.min(2, availableParallelism()) }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [face, looks] = next;
      const sum = sums.get(face.role) ?? { screens: 0, findings: 0 };
      sums.set(face.role, sum);
      await lookAt(face, {
        browser,
        resources,
        looks,
        axe: true,
        async onStop(at) {
          const old = await againstPictures(at);
          const stop = { ...at, seen: { ...at.seen, findings: [...at.seen.findings, ...old] } };
          sum.screens += 1;
          sum.findings += stop.seen.findings.length;
          for (const { kind, what } of stop.seen.findings) {
            console.log(`${face.role}, ${stop.step}, ${stop.look.panel.name}: ${kind} ${what}`);
          }
          await gallery.add(stop);
        },
      }).catch((error: unknown) => trouble.push(`${face.role}: ${String(error)}`));
    }
  }),
);
await browser.close();
await rm(folder, { recursive: true, force: true });
for (const [role, { screens, findings }] of sums) {
  console.log(`${role}: ${screens} screens, ${findings} findings`);
}
for (const line of trouble) console.log(line);
console.log(`画廊 The gallery: ${await gallery.close()}`);
const found = [...sums.values()].reduce((sum, { findings }) => sum + findings, 0);
process.exitCode = found + trouble.length === 0 ? 0 : 1;
