import { z } from 'zod';
import { type Choice, codesOf, educations, graduations, keyGroups, trades } from './codes.ts';
import { LATER } from './read-known.ts';
import { say, type Words } from './say.ts';

/**
 * Every answer that a person may be asked for, one row each. Schemas, questions, saving, figures, page,
 * sheets and import all read this table, so that no answer is asked for and then lost. To add a question:
 * add its choices in codes.ts, a row and a line in both schemas here, and the fairs that ask it in
 * fair-kinds.ts. Then raise TALLY_RULES in tally/rules-number.ts, so that figures are counted again.
 */

interface AnswerWords {
  /** The question, the hint below it, and the hint shown once enough is chosen. */
  readonly question: Words;
  readonly hint: Words;
  readonly full?: Words;
  /** The label of the key "none of these", which is an answer, too. */
  readonly none?: Words;
  /** The label above a person's answer, and in the list of what they may correct. */
  readonly kept: Words;
  readonly brief: Words;
  /** The title above the figures, on the organiser's page and in the export. */
  readonly title: Words;
  readonly sheet: string;
  /** Where the organiser's page has its table: on 分类, below this 口径, or on 实时, as `on-live.ts` there draws it. */
  readonly shown: { readonly on: 'by-kind'; readonly note: Words } | { readonly on: 'live' };
  /** Accepted names of the column in a list of people; our template has the first one. */
  readonly columns: readonly [string, ...string[]];
  /** The example in the template. */
  readonly example: string;
  /** Figures are kept under `slice:code`. */
  readonly slice: string;
  /** Also kept under this and `this:provenance`; counts each person once, whatever the number of choices. */
  readonly together?: string;
  /** Résumés and intents are counted under it, too. */
  readonly ofDeeds?: true;
}

interface Answer<Code extends string, Value> extends AnswerWords {
  readonly list: readonly Choice<Code>[];
  readonly most: number;
  readonly schema: z.ZodType<Value>;
  readonly codes: (value: Value) => readonly Code[];
  /** Undefined if the codes make no answer. */
  readonly valueOf: (codes: readonly Code[]) => Value | undefined;
  /** The answer after a tap on a choice; undefined if the tap clears it. */
  readonly tapped: (before: Value | undefined, code: Code) => Value | undefined;
  /** The answer after a tap on "none of these". */
  readonly tappedNone: (before: Value | undefined) => Value | undefined;
}

function one<const Code extends string, const W extends AnswerWords>(
  list: readonly Choice<Code>[],
  words: W,
) {
  return {
    ...words,
    list,
    most: 1,
    schema: z.enum(codesOf(list)),
    codes: (value) => [value],
    valueOf: ([code]) => code,
    tapped: (before, code) => (before === code ? undefined : code),
    tappedNone: (before) => before,
  } satisfies Answer<Code, Code>;
}

function several<const Code extends string, const W extends AnswerWords>(
  list: readonly Choice<Code>[],
  most: number,
  words: W,
) {
  return {
    ...words,
    list,
    most,
    schema: z.array(z.enum(codesOf(list))).max(most),
    codes: (value) => value,
    valueOf: (codes) => [...codes],
    tapped: (before = [], code) => {
      if (before.includes(code)) return before.filter((other) => other !== code);
      return before.length < most ? [...before, code] : before;
    },
    tappedNone: (before) => (before?.length === 0 ? undefined : []),
  } satisfies Answer<Code, Code[]>;
}

const table = {
  education: one(educations, {
    question: say('您的学历？', 'Your education?'),
    hint: say('选最高的一项', 'Choose the highest'),
    kept: say('学历', 'Education'),
    brief: say('学历', 'education'),
    title: say('按学历', 'By education'),
    sheet: '按学历',
    shown: {
      on: 'by-kind',
      note: say(
        '岗位按要求的学历，人员按本人的学历：两边不能相加',
        'Posts by what they ask for, people by what they have: never one sum',
      ),
    },
    columns: ['学历', 'education'],
    example: '高中',
    slice: 'education',
    ofDeeds: true,
  }),
  graduation: one(graduations, {
    question: say('您是哪里的毕业生？', 'Where do you graduate?'),
    hint: say('应届指今年毕业；本校指办招聘会的学校', 'This school is the one that holds the fair'),
    kept: say('毕业情况', 'Graduation'),
    brief: say('毕业情况', 'graduation'),
    title: say('按毕业情况', 'By graduation'),
    sheet: '按毕业情况',
    shown: {
      on: 'by-kind',
      note: say(
        '应届指招聘会当年毕业；本校指办招聘会的学校；由本人在入口回答',
        'Graduating in the year of the fair, at the school that holds it; as people say at the entrance',
      ),
    },
    columns: ['毕业情况', 'graduation'],
    example: '',
    slice: 'graduation',
    ofDeeds: true,
  }),
  trades: several(trades, 4, {
    question: say('想找什么工作？', 'What work are you looking for?'),
    hint: say('最多选四样', 'Choose up to four'),
    full: say('已选满四样；要换的话，先取消一样', 'That is four: take one back to change'),
    kept: say('想找的工作', 'Work you look for'),
    brief: say('工种', 'work'),
    title: say('按想做的工种', 'By trade wanted'),
    sheet: '按工种',
    shown: { on: 'live' },
    columns: ['工种', '求职意向', 'trades'],
    example: '生产制造、仓储物流',
    slice: 'trade',
  }),
  groups: several(keyGroups, Number.POSITIVE_INFINITY, {
    question: say('符合哪些情况？', 'Does any of these apply to you?'),
    hint: say(
      '只用于统计和后续帮扶，用人单位看不到。',
      'For statistics and follow-up help only; employers never see it.',
    ),
    none: say('都不符合', 'None of these'),
    kept: say('符合的情况', 'What applies to you'),
    brief: say('情况', 'what applies'),
    title: say('按重点群体', 'By key group'),
    sheet: '重点群体',
    shown: { on: 'live' },
    columns: ['重点群体', '人员类别', 'groups'],
    example: '',
    slice: 'group',
    together: 'grouped',
  }),
};

export type AnswerName = keyof typeof table;
type Codes = { [N in AnswerName]: (typeof table)[N]['list'][number]['code'] };
type Values = { [N in AnswerName]: z.infer<(typeof table)[N]['schema']> };
export type AnswerCode<N extends AnswerName> = Codes[N];
/** The answers whose table stands on the page 实时. */
export type LiveAnswer = {
  [N in AnswerName]: (typeof table)[N]['shown']['on'] extends 'live' ? N : never;
}[AnswerName];

/** In the order of the table, which is the order that a person reads. */
export const answerNames = Object.keys(table).filter(isAnswerName);
export const answerTable: { readonly [N in AnswerName]: Answer<Codes[N], Values[N]> } = table;

/** Where an answer comes from. It is stored with the answer. */
export const provenanceSchema = z.enum(['card', 'typed', 'declared', 'staff', 'imported']);
export type Provenance = z.infer<typeof provenanceSchema>;

/** What a page sends. */
export const answersSchema = z.strictObject({
  education: table.education.schema.exactOptional(),
  graduation: table.graduation.schema.exactOptional(),
  trades: table.trades.schema.exactOptional(),
  groups: table.groups.schema.exactOptional(),
} satisfies Record<AnswerName, z.ZodType>);
export type Answers = { [N in AnswerName]?: Values[N] };

function storedWith<L extends string>(...later: L[]) {
  const from = z.enum([...provenanceSchema.options, ...later]);
  const one = <C extends string>(codes: readonly C[]) => z.enum([...codes, ...later]);
  const several = <C extends string>(codes: readonly C[], most: number) =>
    z.array(one(codes)).max(most);
  return z.strictObject({
    education: z.strictObject({ value: one(codesOf(educations)), from }).exactOptional(),
    graduation: z.strictObject({ value: one(codesOf(graduations)), from }).exactOptional(),
    trades: z
      .strictObject({ value: several(codesOf(trades), table.trades.most), from })
      .exactOptional(),
    groups: z
      .strictObject({
        value: several(codesOf(keyGroups), table.groups.most),
        from,
        // Facts from before this question have none.
        consent: z.int().min(1).exactOptional(),
      })
      .exactOptional(),
  } satisfies Record<AnswerName, z.ZodType>);
}

/** What is stored: coarse enough to stay true on the chain after the person has been erased. */
export const aboutSchema = storedWith<never>();
/** The same as others wrote it: a newer station may offer further choices. */
export const heardAboutSchema = storedWith(LATER);
export type HeardAbout = z.infer<typeof heardAboutSchema>;
export type About = {
  [N in AnswerName]?: {
    value: Values[N];
    from: Provenance;
    /** Of key groups: the version of the text that they agreed to; see `consents.ts`. */
    consent?: number;
  };
};

/** The answers without their provenance. */
export function answersIn(about: About): Answers {
  const answers: Answers = {};
  const take = <N extends AnswerName>(name: N): void => {
    const known = about[name];
    if (known) answers[name] = known.value;
  };
  answerNames.forEach(take);
  return answers;
}

/** Without the answers of which this version does not know a choice. */
export function knownOf(heard: HeardAbout): About {
  const own = Object.entries(heard).filter(
    ([name, answer]) => isAnswerName(name) && !JSON.stringify(answer).includes(`"${LATER}"`),
  );
  return aboutSchema.parse(Object.fromEntries(own));
}

/** An answer that did not change keeps its provenance. */
export function withAnswers(about: About, answers: Answers, from: Provenance): About {
  return answerNames.reduce<About>((next, name) => {
    const value = answers[name];
    const same = JSON.stringify(about[name]?.value) === JSON.stringify(value);
    return value === undefined || same ? next : { ...next, [name]: { value, from } };
  }, about);
}

/** The same, from chosen codes. */
export function withChosen<N extends AnswerName>(
  about: About,
  name: N,
  codes: readonly AnswerCode<N>[],
  from: Provenance,
): About {
  const value = answerTable[name].valueOf(codes);
  return value === undefined ? about : { ...about, [name]: { value, from } };
}

export function isOnLive(name: AnswerName): name is LiveAnswer {
  return answerTable[name].shown.on === 'live';
}

function isAnswerName(name: string): name is AnswerName {
  return Object.hasOwn(table, name);
}

/** The chosen codes; undefined if the question was not answered. */
export function chosenIn<N extends AnswerName>(
  answers: Answers,
  name: N,
): readonly AnswerCode<N>[] | undefined {
  const value = answers[name];
  return value === undefined ? undefined : answerTable[name].codes(value);
}
