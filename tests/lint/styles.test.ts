import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postcss, { type Rule } from 'postcss';
import { describe, expect, test } from 'vitest';

/** The rules for the page's styles: one scale, layers, and each class in one file. */

const renderer = fileURLToPath(new URL('../../renderer', import.meta.url));
const LAYERS = 'reset, ground, ui, role';
const SCALE = 'ui/scale.css';
/** Sheets for the whole page, which belong to no component. */
const ofThePage = ['ui/ground.css', SCALE, 'ui/base.css'];

type Sheets = readonly (readonly [file: string, css: string])[];

const sheets: Sheets = globSync('**/*.css', { cwd: renderer })
  .map((file) => file.replaceAll('\\', '/'))
  .map((file) => [file, readFileSync(join(renderer, file), 'utf8')]);

const SCALED =
  /^(font(-size)?|((row|column)-)?gap|(scroll-)?(padding|margin)(-.+)?|border.*-radius)$/;
/** Lengths on the screen. Lengths relative to text (em) or box (%, cqi), or on paper (mm, pt), are free. */
const LITERAL = /\d(rem|px|vh|vw|vmin|vmax|cm|in)\b/;
const STEP = /var\((--(type|space|radius|finger)[\w-]*)\)/g;

function offTheScale(all: Sheets): string[] {
  const steps = new Set<string>();
  for (const [file, css] of all) {
    if (file === SCALE) postcss.parse(css).walkDecls(({ prop }) => void steps.add(prop));
  }
  const found: string[] = [];
  for (const [file, css] of all) {
    postcss.parse(css).walkDecls(({ prop, value }) => {
      if (SCALED.test(prop) && LITERAL.test(value)) found.push(`${file}: ${prop}: ${value}`);
      for (const [, step = ''] of value.matchAll(STEP)) {
        if (!steps.has(step)) found.push(`${file}: ${step} is no step`);
      }
    });
  }
  return found;
}

function outsideLayers(all: Sheets): string[] {
  return all.flatMap(([file, css]) =>
    postcss
      .parse(css)
      .nodes.filter((node) => node.type !== 'comment')
      .filter((node) => node.type !== 'atrule' || node.name !== 'layer')
      .map((node) => `${file}: ${node.toString().split('\n')[0]}`),
  );
}

/** A selector belongs to the component of its first class. */
function classesInTwoFiles(all: Sheets): string[] {
  const owners = new Map<string, Set<string>>();
  const own = (file: string) => (rule: Rule) => {
    for (const selector of rule.selectors) {
      const [, name] = /\.([a-zA-Z][\w-]*)/.exec(selector) ?? [];
      if (name) owners.set(name, (owners.get(name) ?? new Set()).add(file));
    }
  };
  for (const [file, css] of all) {
    if (!ofThePage.includes(file)) postcss.parse(css).walkRules(own(file));
  }
  return [...owners]
    .filter(([, files]) => files.size > 1)
    .map(([name, files]) => `.${name}: ${[...files].join(', ')}`);
}

describe('the styles of the page', () => {
  test('take all type sizes, spacing and corners from the scale', () => {
    expect(offTheScale(sheets)).toEqual([]);
  });
  test('are each in a layer', () => {
    expect(outsideLayers(sheets)).toEqual([]);
  });
  test('declare the layer order once, before any rule', () => {
    const orders = sheets.flatMap(([file, css]) =>
      postcss
        .parse(css)
        .nodes.filter((node) => node.type === 'atrule' && !node.nodes)
        .map((node) => `${file}: ${node.toString()}`),
    );
    expect(orders).toEqual([`ui/ground.css: @layer ${LAYERS}`]);
  });
  test('define no class in two files', () => {
    expect(classesInTwoFiles(sheets)).toEqual([]);
  });
  test('are named after the component beside them', () => {
    const alone = sheets
      .map(([file]) => file)
      .filter((file) => !ofThePage.includes(file))
      .filter((file) => {
        const name = file.split('/').at(-1) ?? '';
        const component = join(renderer, file.replace(/\.css$/, '.tsx'));
        return !readFileSync(component, 'utf8').includes(`import './${name}';`);
      });
    expect(alone).toEqual([]);
  });
});

describe('the rules for styles refuse', () => {
  const scale = [SCALE, '@layer ground { :root { --type-1: 1rem; --space-1: 0.2rem } }'] as const;

  test.each([
    '.a { font-size: 1.07rem }',
    '.a { font: 700 14px var(--sans) }',
    '.a { padding: var(--space-1) 0.3rem }',
    '.a { margin-inline: -4px }',
    '.a { border-radius: 1rem }',
    '.a { gap: var(--space-77) }',
  ])('%s', (css) => {
    expect(offTheScale([scale, ['a.css', css]])).toHaveLength(1);
  });

  test('a rule outside all layers, and a class of two files', () => {
    const two: Sheets = [
      ['a.css', '@layer role { .a { color: red } } .b { color: red }'],
      ['c.css', '@layer role { @media print { .a > .c { color: red } } }'],
    ];
    expect(outsideLayers(two)).toEqual(['a.css: .b { color: red }']);
    expect(classesInTwoFiles(two)).toEqual(['.a: a.css, c.css']);
  });
});
