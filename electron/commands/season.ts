import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { changeText } from '../../shared/report/former.ts';
import { workbook } from '../../shared/report/files.ts';
import { fillReturn } from '../../shared/report/returns/fill.ts';
import { shippedReturn } from '../../shared/report/returns/shipped.ts';
import { returnIds } from '../../shared/report/returns/titles.ts';
import {
  type FairFigures,
  fingerprintOf,
  readFairFigures,
} from '../../shared/report/season/fair-figures.ts';
import { type Entry, figuresIn, judged } from '../../shared/report/season/season.ts';
import { seasonNamed } from '../../shared/report/season/season-named.ts';
import { seasonSheets } from '../../shared/report/season/season-sheets.ts';
import { stateWords, whoSigned } from '../../shared/report/season/season-words.ts';
import {
  besideBefore,
  type BesideLine,
  type Season,
  seasonLines,
  seasonOf,
} from '../../shared/report/season/sums.ts';
import { ok } from '../../shared/result.ts';
import { isSignedHere } from '../station/organiser/season.ts';
import { type Outcome, refuse, several } from '../../shared/command.ts';
import { ending } from './command.ts';

/** Sums up several fairs from the signed figures of each. */
export const command = new Command()
  .argument('<files...>', '各场的“本场数字”文件 each fair’s figures')
  .option(
    '--former <file>',
    '上年同期的文件，可写几次 a former year’s; may be given again',
    several,
  )
  .option(
    '--confirm <fingerprint>',
    '核对过的钥匙指纹，可写几次；all 为全部 a fingerprint that you compared; all: every one',
    several,
  )
  .option('--json', '输出 JSON as JSON')
  .option('--xlsx <file>', '合计表写到哪里 where to write the workbook')
  .option(
    '--return <name>',
    `填好的报表写到 --xlsx：${returnIds.join('、')} fills this return instead`,
  )
  .action(
    ending(async (files: readonly string[], options) => {
      const confirmed = (options.confirm ?? []).map(plain);
      const entries = await entriesOf(files, confirmed);
      const former = await entriesOf(options.former ?? [], confirmed);
      const season = seasonOf(entries);
      const lines = besideBefore(
        seasonLines(season),
        former.length > 0
          ? { from: 'files', lines: seasonLines(seasonOf(former)) }
          : { from: 'hand', values: new Map() },
      );
      const asked = returnIds.find((id) => id === options.return);
      if (options.return !== undefined && (!asked || options.xlsx === undefined)) {
        return refuse(`--return 要 ${returnIds.join('、')} 之一，并写 --xlsx。It needs --xlsx.`);
      }
      if (options.xlsx !== undefined && season.fairs.length > 0) {
        const sheets = seasonSheets(
          season,
          entries,
          lines,
          former.length > 0 ? 'files' : undefined,
        );
        const bytes = asked ? await returnOf(asked, season) : await workbook(sheets);
        await writeFile(options.xlsx, bytes);
      }
      return said({ entries: [...entries, ...former], season, lines, asJson: options.json });
    }),
  );

const plain = (fingerprint: string): string => fingerprint.replaceAll(/\s/g, '').toLowerCase();

async function entriesOf(files: readonly string[], confirmed: readonly string[]): Promise<Entry[]> {
  const given = await Promise.all(
    files.map(async (file) => {
      const read = await readFairFigures(await readFile(file, 'utf8'), isSignedHere);
      return { file: basename(file), read };
    }),
  );
  const keys = given.flatMap(({ read }) => (read.ok ? [read.value.key] : []));
  const known = confirmed.includes('all')
    ? keys
    : keys.filter((key) => confirmed.includes(plain(fingerprintOf(key))));
  return judged(given, { keys: new Set(known), townships: new Map() });
}

async function returnOf(id: (typeof returnIds)[number], season: Season): Promise<Uint8Array> {
  const filled = fillReturn(await shippedReturn(id), seasonNamed(season));
  if (!filled.ok) throw new Error('a shipped return is no workbook');
  return filled.value.bytes;
}

interface Said {
  readonly entries: readonly Entry[];
  readonly season: Season;
  readonly lines: readonly BesideLine[];
  readonly asJson: boolean | undefined;
}

function said({ entries, season, lines, asJson }: Said): Outcome {
  if (asJson) return ok(JSON.stringify(jsonOf(entries, lines), undefined, 1));
  const files = entries.map((entry) => {
    const [first, ...more] = stateWords(entry);
    const who = figuresIn(entry).map((figures: FairFigures) => `\n    ${whoSigned(figures).zh}`);
    const rest = more.map(({ zh, en }) => `\n    ${zh} ${en}`);
    return `${entry.file}：${first?.zh} ${first?.en}${who.join('')}${rest.join('')}`;
  });
  if (season.fairs.length === 0) {
    return refuse(
      `${files.join('\n')}\n没有可以相加的场次。核对指纹后用 --confirm 写出来。\n` +
        'Nothing to sum: compare the fingerprints, and name them with --confirm.',
    );
  }
  const sums = lines.map(({ line, before, change }) => {
    const lastYear = before === undefined ? '' : `  上年 ${before}`;
    const percent = change === undefined ? '' : `  ${changeText(change)}`;
    return `${line.zh} ${line.en}  ${line.value} ${line.unit}${lastYear}${percent}`;
  });
  return ok([...files, '', ...sums].join('\n'));
}

function jsonOf(entries: readonly Entry[], lines: readonly BesideLine[]) {
  return {
    files: entries.map(({ file, figures, township, state }) => ({
      file,
      fair: figures?.of.id ?? null,
      name: figures?.of.name ?? null,
      fingerprint: figures ? fingerprintOf(figures.key) : null,
      township,
      state,
    })),
    sums: lines.map(({ line, ...comparison }) => ({ ...line, ...comparison })),
  };
}
