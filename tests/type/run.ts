import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { z } from 'zod';
import { root } from '../report/outcome.ts';
import { codePointsIn } from './cmap.ts';
import { facesOf, isIn, type Range, rangesOf } from './faces.ts';
import { generalStandard } from './general-standard.ts';

/**
 * `npm run type`: cuts `resources/type/` out of kept typefaces from npm: what people's names need and the
 * page's own typefaces lack. The packages weigh 70 MB, so they are fetched here and never installed.
 */

interface Source {
  readonly pack: string;
  readonly integrity: string;
  /** The licence's file in the package; its first lines say whose the typeface is. */
  readonly licence: string;
}

const SOURCES = {
  sans: {
    pack: '@expo-google-fonts/noto-sans-sc@0.4.3',
    integrity:
      'sha512-9rAwdFTFHbO/u6Cs0gj2jZbW74TGIiaFNQnXYH2s5wA1bzVkwbaviL4t8YUV642eGYjg86eH6DkAEQmfNHDncQ==',
    licence: 'LICENSE_FONT',
  },
  hongKong: {
    pack: '@fontsource-variable/noto-sans-hk@5.3.0',
    integrity:
      'sha512-rnFumK0uvcJHoBGRah7j88W8XpdrKTKjUQIp565vLuWl01ZkDRJLutDnCDc2JosPwgLudVA0byNEh8ICGUcl3A==',
    licence: 'LICENSE',
  },
  japan: {
    pack: '@fontsource-variable/noto-sans-jp@5.3.1',
    integrity:
      'sha512-/anGvJFc5y36f8DJ+3TSh2+KAvaRLA9PaLUMvneeY5s4j8m+8X4F3lE/sjTuG9YI5BX4sykvCk4TuJMG7ecMRQ==',
    licence: 'LICENSE',
  },
  arabic: {
    pack: '@fontsource-variable/noto-sans-arabic@5.3.0',
    integrity:
      'sha512-Rz8+DBzza3//cmN+DBQajJhx3x+Dx12eUgnQsTOgPWbOT0+In6APmE8z4I/QQnUWfAx+s8l93+60qDT5vJH1sA==',
    licence: 'LICENSE',
  },
  tibetan: {
    pack: '@fontsource-variable/noto-serif-tibetan@5.3.0',
    integrity:
      'sha512-up1G7oIPtAFIDH6JgUMl1zWSuEet9b6p61dneNr6+MQjfuZXlxqQRisqgmabjlEWlta9QCxVpp70fvEyQwv+hQ==',
    licence: 'LICENSE',
  },
} as const satisfies Readonly<Record<string, Source>>;

const packedSchema = z.tuple([z.looseObject({ filename: z.string(), integrity: z.string() })]);
const FAMILY = 'Rare Characters';
/** Few enough that a page fetches little for one name, many enough that the style sheet stays small. */
const IN_A_PIECE = 500;
const HAN = /\p{Script=Han}/u;
const BEYOND_BASIC_PLANE = 0x2_0000;
const ARABIC: readonly Range[] = [
  [0x600, 0x6ff],
  [0x750, 0x77f],
  [0xfb50, 0xfdff],
  [0xfe70, 0xfefc],
];
const TIBETAN: readonly Range[] = [[0xf00, 0xfff]];

const isHan = (point: number): boolean => HAN.test(String.fromCodePoint(point));
const hex = (point: number): string => point.toString(16).toUpperCase();
const rangeText = ([from, to]: Range): string =>
  from === to ? `U+${hex(from)}` : `U+${hex(from)}-${hex(to)}`;

const out = join(root, 'resources', 'type');
const away = mkdtempSync(join(tmpdir(), 'chunfeng-type-'));
const require = createRequire(import.meta.url);
const inPlace = coverageOf(facesOf(require.resolve('@fontsource-variable/noto-sans-sc/wght.css')));
const drawn = new Set(inPlace);
const rules: string[] = [];
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const folders = Object.fromEntries(
  Object.entries(SOURCES).map(([name, source]) => [name, fetched(name, source)]),
);
await chineseOfTheBasicTable(folders['sans'] ?? '');
for (const name of ['hongKong', 'japan']) {
  await slices(join(folders[name] ?? '', 'wght.css'), (point) => point >= BEYOND_BASIC_PLANE);
}
await slices(join(folders['arabic'] ?? '', 'wght.css'), (point) => isIn(ARABIC, point));
await slices(join(folders['tibetan'] ?? '', 'wght.css'), (point) => isIn(TIBETAN, point));
writeFileSync(join(out, 'rare.css'), `${rules.join('\n')}\n`);
writeFileSync(join(out, 'drawable.json'), `${JSON.stringify(rangesOf(drawn))}\n`);
writeFileSync(join(out, 'LICENSE.txt'), licences());
rmSync(away, { recursive: true, force: true });

/** The general standard's own first, so that the commonest rare name needs one piece. */
async function chineseOfTheBasicTable(folder: string): Promise<void> {
  const whole = readFileSync(join(folder, '400Regular', 'NotoSansSC_400Regular.ttf'));
  const missing = [...codePointsIn(whole)].filter((point) => isHan(point) && !drawn.has(point));
  const standard = new Set(generalStandard());
  const [own, rest] = [
    missing.filter((point) => standard.has(point)),
    missing.filter((point) => !standard.has(point)),
  ];
  for (const group of [own, rest]) {
    const points = group.toSorted((a, b) => a - b);
    for (let at = 0; at < points.length; at += IN_A_PIECE) {
      await piece(whole, points.slice(at, at + IN_A_PIECE));
    }
  }
}

async function slices(sheet: string, isWanted: (point: number) => boolean): Promise<void> {
  for (const { file } of facesOf(sheet)) {
    const whole = readFileSync(file);
    const points = [...codePointsIn(whole)].filter((p) => isWanted(p) && !drawn.has(p));
    if (points.length > 0) await piece(whole, points, { variationAxes: { wght: 400 } });
  }
}

async function piece(whole: Buffer, points: readonly number[], more: object = {}): Promise<void> {
  const text = String.fromCodePoint(...points);
  const bytes = await subsetFont(whole, text, { targetFormat: 'woff2', ...more });
  const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.woff2`;
  writeFileSync(join(out, name), bytes);
  for (const point of points) drawn.add(point);
  rules.push(`@font-face {
  font-family: "${FAMILY}";
  font-weight: 400;
  font-display: swap;
  src: url("./${name}") format("woff2");
  unicode-range: ${rangesOf(points).map(rangeText).join(', ')};
}`);
}

function fetched(name: string, { pack, integrity }: Source): string {
  const folder = join(away, name);
  mkdirSync(folder);
  const cwd = { cwd: folder, encoding: 'utf8' } as const;
  const [packed] = packedSchema.parse(
    JSON.parse(execFileSync('npm', ['pack', '--json', pack], cwd)),
  );
  if (packed.integrity !== integrity) throw new Error(`${pack} is not what it was`);
  execFileSync('tar', ['xzf', packed.filename], cwd);
  return join(folder, 'package');
}

/** Whose each typeface is, and the licence that all have. */
function licences(): string {
  const texts = Object.entries(SOURCES).map(([name, { pack, licence }]) => {
    const text = readFileSync(join(folders[name] ?? '', licence), 'utf8');
    const [owner = '', terms = ''] = text.split(/\n\s*\n(?=This Font Software)/);
    return { pack, owner: owner.trim(), terms: terms.trim() };
  });
  const owners = texts.map(({ pack, owner }) => `${pack}\n  ${owner.replaceAll('\n', '\n  ')}`);
  return `${FAMILY}: parts of these typefaces, cut by \`npm run type\`.\n\n${owners.join('\n')}\n\n${texts[0]?.terms}\n`;
}

/** What a page draws with them: a character outside a face's range never reaches its file. */
function coverageOf(faces: ReturnType<typeof facesOf>): Set<number> {
  const drawnBy = faces.map(({ file, ranges }) =>
    [...codePointsIn(readFileSync(file))].filter((point) => isIn(ranges, point)),
  );
  return new Set(drawnBy.flat());
}
