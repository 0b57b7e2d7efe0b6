import { parseArgs } from 'node:util';
import { loadSigning } from '../sync/forged.ts';
import { play } from './play.ts';

/** `npm run attack -- --attempts N [--seed S]`: generated attackers against a real server. */

const { values } = parseArgs({
  options: {
    attempts: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '19' },
  },
});
const attempts = Number(values.attempts);
const { byKind, found } = await play(await loadSigning(), Number(values.seed), attempts, (done) => {
  if (done % 5_000 === 0) console.log(`  ${done} of ${attempts}`);
});
const sum = { attempts: 0, pastSchema: 0, successes: 0 };
for (const [kind, tried] of byKind) {
  sum.attempts += tried.attempts;
  sum.pastSchema += tried.pastSchema;
  sum.successes += tried.successes;
  const sign = tried.successes === 0 ? '✓' : '✗';
  console.log(
    `${sign} ${kind}: ${tried.attempts} attempts, ${tried.pastSchema} past the schema, ${tried.successes} successes`,
  );
}
for (const line of found) console.log(`✗ ${line}`);
console.log(
  `${sum.attempts} attempts of ${byKind.size} kinds, ${sum.pastSchema} past the schema, ${sum.successes} successes, seed ${values.seed}`,
);
process.exitCode = found.length === 0 ? 0 : 1;
