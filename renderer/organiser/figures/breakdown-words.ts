import type { CardBy, EmployersBy } from '../../../shared/report/breakdowns.ts';
import { say, type Words } from '../../../shared/say.ts';

/** Text of the page of breakdowns. */

export const breakdownWords = {
  part: say('分项', 'Part'),
  opens: say('查看对应的记录', 'The facts behind it'),
  employers: {
    industry: say('按行业', 'By industry'),
    kind: say('按单位类型', 'By kind of employer'),
    region: say('按单位所在地', 'By place of employer'),
  } satisfies Record<EmployersBy, Words>,
  card: {
    sex: say('按性别', 'By sex'),
    age: say('按年龄段', 'By age'),
  } satisfies Record<CardBy, Words>,
  pay: say('按薪酬', 'By pay'),
  meanings: say('统计口径', 'What the columns mean'),
} as const;
