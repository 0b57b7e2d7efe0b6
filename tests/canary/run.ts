import { parseArgs } from 'node:util';
import { playDay } from './day.ts';
import { secretsOf } from './people.ts';
import { type Hit, hitsBelow, hitsIn, needlesOf } from './search.ts';

/** `npm run canary -- --people N`: a day with that many people, and a search for each of them everywhere. */

const { values } = parseArgs({ options: { people: { type: 'string', default: '300' } } });
const began = performance.now();
const day = await playDay(Number(values.people));
const needles = needlesOf(day.people.flatMap(secretsOf));
const atNoon = await hitsBelow(day.atNoon, needles);
const closed = await hitsBelow(day.folder, needles);
const hits: readonly Hit[] = [
  ...atNoon.hits,
  ...closed.hits,
  ...hitsIn('what was sent', day.sent, needles),
  ...hitsIn('what was said', Buffer.from(day.said), needles),
];
for (const { where, secret, form } of hits.slice(0, 20))
  console.log(`✗ ${where}: ${secret} (${form})`);
const megabytes = (atNoon.bytes + closed.bytes + day.sent.length + day.said.length) / 2 ** 20;
console.log(
  `${hits.length === 0 ? '✓' : '✗'} ${hits.length} hits: ${needles.length} forms of ${day.people.length * 4} secrets, ` +
    `searched in ${atNoon.files.length + closed.files.length} files, all that was sent and all that was said ` +
    `(${megabytes.toFixed(1)} MB); ${day.sealed} boxes for the organiser; ${((performance.now() - began) / 1000).toFixed(0)} s`,
);
await day.clean();
process.exitCode = hits.length === 0 ? 0 : 1;
