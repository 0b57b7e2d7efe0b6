import { z } from 'zod';
import { ageBands, educations, employerKinds, industries, sexes } from '../codes.ts';
import { type Fair, type FairBooth, type FairPost, headsOf } from '../fair.ts';
import { recordOf } from '../records.ts';
import { say, type Words } from '../say.ts';
import type { FigureTable } from './figure-table.ts';
import { payBandOf, payBands } from './pay-bands.ts';

/** The figures by industry, kind and region of employers, by education, and by pay (F54 to F58). */

/** 职位数 (a title counts once), 岗位数 (the people wanted), and the titles that want 若干. */
const offer = { posts: z.int(), places: z.int(), some: z.int() };
const words = { code: z.string(), zh: z.string(), en: z.string() };

/** What an employer's booth counts; a person at two booths of an industry is in both, so no persons. */
const boothFigures = ['visits', 'resumes', 'intents', 'signed'] as const;

const employersLine = z.strictObject({
  ...words,
  employers: z.int(),
  present: z.int(),
  ...offer,
  ...recordOf(boothFigures, () => z.int()),
});
type EmployersLine = z.infer<typeof employersLine>;

const peopleLine = z.strictObject({ ...words, people: z.int(), intentPeople: z.int() });
const postsLine = z.strictObject({ ...words, ...offer });

/** 口径 of the columns. */
export const breakdownMeanings = {
  employers: {
    zh: '参会单位',
    en: 'Employers',
    basis: '招聘会名单上的单位',
    basisEn: 'Employers on the fair’s list',
  },
  present: {
    zh: '到场单位',
    en: 'Here',
    basis: '其中签到过展位的',
    basisEn: 'Those of them who opened their booth',
  },
  posts: {
    zh: '职位数',
    en: 'Titles',
    basis: '招聘职位的条目数，一条不论招几人都算一个',
    basisEn: 'Each title once, however many people it wants',
  },
  places: {
    zh: '岗位数',
    en: 'Places',
    basis: '各职位写明的招聘人数之和',
    basisEn: 'The people that titles want, as far as they name a number',
  },
  some: {
    zh: '若干',
    en: 'For “some”',
    basis: '招聘人数写“若干”的职位，不折算成人数，不计入岗位数',
    basisEn: 'Titles that want “some”, which no number stands for',
  },
  visits: {
    zh: '接待人次',
    en: 'Visits',
    basis: '这些单位的展位接待的人次',
    basisEn: 'Visits to their booths',
  },
  resumes: {
    zh: '简历份数',
    en: 'Résumés',
    basis: '这些单位收到的简历：同人同岗位计一份；按求职者分的，是他们投递的简历',
    basisEn: 'Résumés that they received; by person, those that they left',
  },
  intents: {
    zh: '意向人次',
    en: 'Intents',
    basis: '同人同单位，最新有效意向不低于初步意向',
    basisEn: 'Person and employer whose newest intent is at least a first one',
  },
  signed: {
    zh: '签约人次',
    en: 'Signed',
    basis: '同人同单位，最新有效步骤为现场签约',
    basisEn: 'Person and employer whose newest step is a signing',
  },
  people: {
    zh: '到场人数',
    en: 'People',
    basis: '这样回答的到场人员，按人去重；没有回答的不在其中',
    basisEn: 'Attendees who answered so, each once; those who did not answer are in no line',
  },
  intentPeople: {
    zh: '意向人数',
    en: 'With an intent',
    basis: '其中达成就业意向的，按人去重',
    basisEn: 'Those of them with an intent, each once',
  },
} as const;
export type BreakdownColumn = keyof typeof breakdownMeanings;

/** The columns of a table: what is offered, who came, and what employers had. */
export const OFFER = ['posts', 'places', 'some'] as const;
export const PEOPLE_ALONE = ['people', 'intentPeople'] as const;
export const PEOPLE = [...PEOPLE_ALONE, 'resumes', 'intents'] as const;
export const EMPLOYERS = [
  'employers',
  'present',
  ...OFFER,
  'visits',
  'resumes',
  'intents',
  'signed',
] as const;

/** Notes that hold for a whole table. Those of an answer stand in its row of `answers.ts`. */
export const breakdownNotes = {
  industry: say(
    '行业按 GB/T 4754 的门类，由名单填写；同一人到同行业几家单位的，接待和简历分别计',
    'Sections of GB/T 4754, as the list says them; one person at several employers counts at each',
  ),
  kind: say('单位类型由名单填写', 'As the list says it'),
  region: say('单位所在地按名单上的写法归并', 'By the words of the list'),
  card: say(
    '性别、年龄段取自身份证，只计刷身份证签到并同意记录的人；年龄按签到当天算',
    'From the ID cards of people who checked in with one and agreed; age on the day of the check-in',
  ),
  pay: say(
    '按月薪的下限分段：只写上限的按上限，年薪除以 12；按天、按小时、按件的单列',
    'By the least of a month’s pay: the upper end where no lower one is written, a year’s pay by twelve',
  ),
} as const;

/** What employers are broken down by. */
export const employersBy = ['industry', 'kind', 'region'] as const;
export type EmployersBy = (typeof employersBy)[number];

export const cardBy = ['sex', 'age'] as const;
export type CardBy = (typeof cardBy)[number];

export const breakdownsSchema = z.strictObject({
  offered: z.strictObject(offer),
  offeredHere: z.strictObject(offer),
  employers: z.record(z.enum(employersBy), z.array(employersLine)),
  /** What posts ask for; what people have is among the answers. */
  educations: z.array(postsLine),
  pay: z.array(postsLine),
  /** Of ID cards; empty where the fair does not record it. */
  card: z.record(z.enum(cardBy), z.array(peopleLine)),
});
export type Breakdowns = z.infer<typeof breakdownsSchema>;

const cardLists = { sex: sexes, age: ageBands } as const;

/** The code of those that the fair does not tell. */
export const UNSAID = '';
const unsaid = (zh: string, en: string) => ({ code: UNSAID, zh, en });
const noDemand = unsaid('不限', 'no demand');
const notWritten = unsaid('没有写明', 'not written');

export function breakdownsOf(
  { booths, asks = {} }: Pick<Fair, 'booths' | 'asks'>,
  table: FigureTable,
  isPresent: (booth: string) => boolean,
): Breakdowns {
  const isRecorded = { sex: asks.sex, age: asks.ageBand };
  const posts = booths.flatMap((booth) => booth.posts);
  const here = booths.filter(({ code }) => isPresent(code));
  return {
    offered: offerOf(posts),
    offeredHere: offerOf(here.flatMap((booth) => booth.posts)),
    employers: recordOf(employersBy, (grouping) =>
      employerLines(grouping, booths, table, isPresent),
    ),
    educations: [...educations, noDemand].map(({ code, zh, en }) => ({
      code,
      zh,
      en,
      ...offerOf(posts.filter(({ education = UNSAID }) => education === code)),
    })),
    pay: payBands.map(({ code, zh, en }) => ({
      code,
      zh,
      en,
      ...offerOf(posts.filter((post) => payBandOf(post) === code)),
    })),
    card: recordOf(cardBy, (grouping) => {
      const lines = cardLists[grouping].map(({ code, zh, en }) => ({
        code,
        zh,
        en,
        people: table.of('attendees', `${grouping}:${code}`),
        intentPeople: table.of('intentPeople', `${grouping}:${code}`),
      }));
      // What was recorded under an earlier revision stays.
      return isRecorded[grouping] || lines.some(({ people }) => people > 0) ? lines : [];
    }),
  };
}

function offerOf(posts: readonly FairPost[]) {
  return { posts: posts.length, ...headsOf(posts) };
}

const codeOf = (booth: FairBooth, grouping: EmployersBy): string =>
  booth[grouping]?.trim() || UNSAID;

/**
 * The slices of the fold that a slice of this page is the sum of: `industry:C` is all booths of that industry,
 * and `post-trade:driving` all posts of that trade.
 */
export function foldedSlices({ booths }: Pick<Fair, 'booths'>, slice: string): readonly string[] {
  const [name = '', code = ''] = slice.split(/:(.*)/s);
  const grouping = employersBy.find((each) => each === name);
  if (grouping) {
    return booths
      .filter((booth) => codeOf(booth, grouping) === code)
      .map((each) => `booth:${each.code}`);
  }
  if (name !== 'post-trade') return [slice];
  const posts = booths.flatMap((booth) => booth.posts);
  return posts.filter(({ trade }) => trade === code).map((each) => `post:${each.code}`);
}

interface Choice extends Words {
  readonly code: string;
}

/** Of a list all choices, of regions those that occur, and last the employers that say nothing. */
function employerLines(
  grouping: EmployersBy,
  booths: readonly FairBooth[],
  table: FigureTable,
  isPresent: (booth: string) => boolean,
): EmployersLine[] {
  const groups = Map.groupBy(booths, (booth) => codeOf(booth, grouping));
  return choicesOf(grouping, groups.keys()).map(({ code, zh, en }) => {
    const own = groups.get(code) ?? [];
    const codes = own.map((booth) => booth.code);
    return {
      code,
      zh,
      en,
      employers: own.length,
      present: codes.filter(isPresent).length,
      ...offerOf(own.flatMap((booth) => booth.posts)),
      ...recordOf(boothFigures, (figure) =>
        codes.reduce((sum, booth) => sum + table.of(figure, `booth:${booth}`), 0),
      ),
    };
  });
}

function choicesOf(grouping: EmployersBy, found: Iterable<string>): readonly Choice[] {
  switch (grouping) {
    case 'industry':
      return [...industries, notWritten];
    case 'kind':
      return [...employerKinds, notWritten];
    case 'region': {
      const regions = [...found].filter((code) => code !== UNSAID).toSorted();
      return [...regions.map((code) => ({ code, zh: code, en: '' })), notWritten];
    }
  }
}
