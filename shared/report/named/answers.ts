import { type AnswerName, answerNames, answerTable } from '../../answers.ts';
import { type Education, educations, wordsOf } from '../../codes.ts';
import type { Figure } from '../../tally/figures.ts';
import { isAsked } from '../asked.ts';
import type { DayView } from '../day-view.ts';
import { type Kept, tellsNoMore } from '../kept-together.ts';
import {
  type Group,
  inARow,
  type Named,
  type NamedCount,
  type NamedGap,
  type Parts,
  partsOf,
  plainName,
} from './named.ts';

/** The names of parts of people, by what they answered. */

const peoplePart = (
  name: string,
  value: number,
  unit: string,
  basis: string,
  figure: Figure,
  ...slices: readonly string[]
): Parts[number] => ({
  name,
  value,
  unit,
  basis,
  en: `${figure} by ${slices.join(', ')}`,
  counted: [{ figure, slices: [...slices] }],
});

/** `本科人数`, `本科意向人数`; of answers that deeds are counted by, `本科简历份数` as well. */
function byAnswers(view: DayView): Group[] {
  return answerNames
    .filter((name) => isAsked(view, name))
    .map((name) => {
      const { list, slice, ofDeeds } = answerTable[name];
      const lines = view.answers[name];
      const label = (code: string): string => plainName(wordsOf(list, code).zh);
      const partsFor = (count: 'people' | 'intentPeople' | 'resumes' | 'intents') =>
        partsOf(
          lines.map((line) =>
            peoplePart(
              `${label(line.code)}${answerParts[count].zh}`,
              line[count],
              answerParts[count].unit,
              `${labelOfAnswer(name)}“${wordsOf(list, line.code).zh}”的${answerParts[count].of}`,
              answerParts[count].figure,
              `${slice}:${line.code}`,
            ),
          ),
        );
      const people = partsFor('people');
      const labels = lines.map(({ code }) => label(code));
      return {
        parts: [
          ...people,
          ...partsFor('intentPeople'),
          ...(ofDeeds ? [...partsFor('resumes'), ...partsFor('intents')] : []),
        ],
        inARow: inARow(`${labelOfAnswer(name)}构成`, people, labels),
      };
    });
}

function notAsked(view: DayView): NamedGap[] {
  return answerNames
    .filter((name) => !isAsked(view, name))
    .flatMap((name) => {
      const { list, ofDeeds } = answerTable[name];
      const counts = ofDeeds
        ? Object.values(answerParts)
        : [answerParts.people, answerParts.intentPeople];
      return list.flatMap(({ zh }) =>
        counts.map((count) => gapOf(name, `${plainName(zh)}${count.zh}`)),
      );
    });
}

const gapOf = (answer: AnswerName, name: string): NamedGap => ({
  is: 'gap',
  name,
  why: `本场没有问“${labelOfAnswer(answer)}”`,
  en: 'Not asked at this fair',
});

const answerParts = {
  people: { zh: '人数', unit: '人', of: '到场人数', figure: 'attendees' },
  intentPeople: { zh: '意向人数', unit: '人', of: '意向人数', figure: 'intentPeople' },
  resumes: { zh: '简历份数', unit: '份', of: '求职者投递的简历', figure: 'resumes' },
  intents: { zh: '意向人次', unit: '人次', of: '求职者达成的意向', figure: 'intents' },
} as const;

/** Where what a person is asked is no name for the figures. */
const ownLabels: Partial<Record<AnswerName, string>> = { trades: '求职工种', groups: '重点群体' };
const labelOfAnswer = (name: AnswerName): string =>
  ownLabels[name] ?? plainName(answerTable[name].kept.zh);

/** Whether the sum of these would tell of small parts, or of the others that are hidden. */
function tellsOf(own: readonly NamedCount[], others: readonly NamedCount[]): boolean {
  if (own.every(({ kept }) => kept === undefined)) return false;
  const kept = own.flatMap(({ kept: each }): Kept[] =>
    each === 'withheld' ? [] : [each ?? 'shown'],
  );
  if (kept.length < own.length) return true;
  const values = own.map(({ value }) => value);
  return others.some((part) => part.kept && part.value > 0) || !tellsNoMore(values, kept);
}

const from = (least: Education): readonly string[] =>
  educations.slice(educations.findIndex(({ code }) => code === least)).map(({ code }) => code);

/** `本科及以上人数`, `应届人数`: several choices of an answer in one. */
const sums: readonly {
  readonly answer: AnswerName;
  readonly label: string;
  readonly codes: readonly string[];
}[] = [
  { answer: 'education', label: '大专及以上', codes: from('college') },
  { answer: 'education', label: '本科及以上', codes: from('bachelor') },
  { answer: 'education', label: '硕士及以上', codes: from('master') },
  { answer: 'graduation', label: '应届', codes: ['own-this-year', 'other-this-year'] },
  { answer: 'graduation', label: '本校', codes: ['own-this-year', 'own-other'] },
];

function sumsNamed(
  view: DayView,
  byName: ReadonlyMap<string, NamedCount>,
): (NamedCount | NamedGap)[] {
  return sums.flatMap(({ answer, label, codes }) => {
    const { list, slice } = answerTable[answer];
    return Object.values(answerParts).map((count): NamedCount | NamedGap => {
      const name = `${label}${count.zh}`;
      if (!isAsked(view, answer)) return gapOf(answer, name);
      const partOf = (code: string) =>
        byName.get(`${plainName(wordsOf(list, code).zh)}${count.zh}`);
      const own = codes.flatMap((code) => partOf(code) ?? []);
      const others = list.flatMap(({ code }) => (codes.includes(code) ? [] : (partOf(code) ?? [])));
      return {
        is: 'count',
        name,
        value: own.reduce((sum, { value }) => sum + value, 0),
        unit: count.unit,
        basis: `${labelOfAnswer(answer)}“${label}”的${count.of}`,
        en: `${count.figure} by ${codes.join(', ')}`,
        counted: [{ figure: count.figure, slices: codes.map((code) => `${slice}:${code}`) }],
        ...(tellsOf(own, others) && { kept: 'withheld' as const }),
      };
    });
  });
}

export function answersNamed(view: DayView): Named[] {
  const groups = byAnswers(view);
  const people = groups.flatMap(({ parts }) => parts);
  return [
    ...people,
    ...sumsNamed(view, new Map(people.map((each) => [each.name, each]))),
    ...groups.map((group) => group.inARow),
    ...notAsked(view),
  ];
}
