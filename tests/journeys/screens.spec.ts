import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faces } from '../screens/faces.ts';
import { longestFair } from '../screens/longest-fair.ts';
import { lookAt } from '../screens/look.ts';
import { plain } from '../screens/looks.ts';
import { fewPanels } from '../screens/panels.ts';
import { expect, test } from './kiosk.ts';

/**
 * Story: panels that no tester has on the desk. Desired end: nothing covered, cut off, too small or too
 * faint, and a code that two decoders read. `npm run screens` checks all other panels.
 */

let folder = '';
let resources = '';
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-screens-'));
  resources = await longestFair(folder);
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

for (const face of faces) {
  if ('open' in face || face.apart) continue;
  const [usual] = face.walks;
  if (!usual) continue;
  test(`every usual step of the ${face.role} fits the most difficult panels`, {
    tag: '@browser',
  }, async ({ browser }) => {
    const findings: string[] = [];
    await lookAt(
      { ...face, walks: [usual] },
      {
        browser,
        resources,
        looks: fewPanels.map(plain),
        axe: false,
        async onStop({ step, look, seen }) {
          for (const { kind, what } of seen.findings) {
            findings.push(`${step}, ${look.panel.name}: ${kind} ${what}`);
          }
        },
      },
    );
    expect(findings).toEqual([]);
  });
}
