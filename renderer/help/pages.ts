import { type PageText, parsePage } from './markdown.ts';

/** The handbook's pages in their order, from `docs/handbook/`, in both editions. */

export const pageNames = [
  'before',
  'morning',
  'entrance',
  'booth',
  'desk',
  'organiser',
  'staff',
  'trouble',
  'evening',
  'afterwards',
] as const;
export type PageName = (typeof pageNames)[number];

/** Each of these fits one sheet of A4, to lie on a table of the hall. */
const onOneSheet: ReadonlySet<PageName> = new Set([
  'entrance',
  'booth',
  'desk',
  'organiser',
  'staff',
]);
export const isSheet = (name: PageName): boolean => onOneSheet.has(name);

export type Edition = 'zh' | 'en';

const texts = import.meta.glob<string>('../../docs/handbook/{zh,en}/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const pictures = import.meta.glob<string>('../../docs/handbook/pictures/*.webp', {
  query: '?url',
  import: 'default',
  eager: true,
});

const parsed = new Map<string, PageText>();

export function pageOf(edition: Edition, name: PageName): PageText {
  const file = `../../docs/handbook/${edition}/${name}.md`;
  const page = parsed.get(file) ?? parsePage(texts[file] ?? `# ${name}`);
  parsed.set(file, page);
  return page;
}

export function pictureOf(name: string): string | undefined {
  return pictures[`../../docs/handbook/pictures/${name}.webp`];
}

export const isPage = (name: string): name is PageName => pageNames.some((known) => known === name);
