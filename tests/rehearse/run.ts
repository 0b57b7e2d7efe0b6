import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { postgresAtHand } from '../../server/testing/postgres-at-hand.ts';
import { rehearse } from './rehearsal.ts';

/**
 * `npm run rehearse`: a fair before the fair. For a large square: `-- --people 18000 --employers 520 --stations 24`.
 * `--postgres`: two servers on a PostgreSQL of its own.
 */

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '600' },
    employers: { type: 'string', default: '40' },
    stations: { type: 'string', default: '8' },
    kills: { type: 'string', default: '6' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    rounds: { type: 'string', default: '1' },
    hub: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
  },
});
const count = (text: string, least: number): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least) {
    console.error(`不是一个数 not a number from ${least}: ${text}`);
    process.exit(2);
  }
  return number;
};
const size = {
  people: count(values.people, 1),
  employers: count(values.employers, 1),
  stations: count(values.stations, 2),
  kills: count(values.kills, 0),
};
const seed = count(values.seed, 0);
const rounds = count(values.rounds, 1);

const postgres = values.postgres ? await postgresAtHand() : undefined;
if (values.postgres && !postgres) {
  console.log('– 没有 PostgreSQL no PostgreSQL on this machine');
  process.exit();
}
const database = postgres?.url ?? process.env.DATABASE_URL;
try {
  for (let round = 0; round < rounds && process.exitCode === undefined; round += 1) {
    await play(seed + round);
  }
} finally {
  await postgres?.stop();
}

async function play(seed: number): Promise<void> {
  console.log(
    `\n演练 rehearsal：${size.people} 人 people · ${size.employers} 家企业 employers · ${size.stations} 台 stations · 种子 seed ${seed}`,
  );
  let shown = -1;
  const { totals, compared, differences, facts } = await rehearse({
    ...size,
    seed,
    hub: values.hub,
    thief: true,
    ...(database !== undefined && { database }),
    onProgress({ done, of: total, kills, cables }) {
      const tenth = Math.floor((10 * done) / total);
      if (tenth === shown) return;
      shown = tenth;
      console.log(
        `  ${String(tenth * 10).padStart(3)}%  断电 plugs pulled ${kills} · 有网 on the network ${cables}/${size.stations}`,
      );
    },
  });
  console.log(`\n  ${'项目 figure'.padEnd(14)}  应有 promised  统计 counted`);
  for (const { figure, promised, counted } of totals) {
    const sign = promised === counted ? '✓' : '✗';
    console.log(
      `${sign} ${figure.padEnd(16)}  ${String(promised).padStart(13)}  ${String(counted).padStart(12)}`,
    );
  }
  const [first] = differences;
  if (first) {
    console.log(
      `\n✗ FAIL：${first.figure} 应为 should be ${first.promised}，统计为 counted ${first.counted}（共 ${differences.length} 处不同 of ${compared}）\n` +
        `  重演 again: npm run rehearse -- --seed ${seed} --people ${size.people} --employers ${size.employers} --stations ${size.stations} --kills ${size.kills}${values.hub ? ' --hub' : ''}${values.postgres ? ' --postgres' : ''}`,
    );
    process.exitCode = 1;
  } else {
    console.log(`\n✓ PASS：${compared} 项全部相同 figures agree，${facts} 条事实 facts`);
  }
}
