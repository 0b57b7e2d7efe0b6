import { say, type Words } from '../../say.ts';
import { coverageWords } from '../coverage.ts';
import { type FairFigures, fingerprintOf } from './fair-figures.ts';
import type { Entry, Mark } from './season.ts';

/** What is said of each file of a season, on the page, in the terminal and in the workbook. */

const refusals = {
  'not-figures': say(
    '不是“本场数字”文件，或由更新的版本导出：请在那场的主办方站点重新导出“本场数字”',
    'Not a file of a fair’s figures, or of a newer version: please export it again there',
  ),
  unsigned: say(
    '这是一天的导出，没有签名，不能并入：请在那场的主办方站点导出“本场数字”',
    'The export of a day, which nobody signed: please export the fair’s figures there',
  ),
  forged: say(
    '签名对不上：文件被改过，或不是主办方站点签的，不能并入',
    'The signature does not fit: changed, or not signed by the organiser’s station',
  ),
  'not-organisers': say(
    '签名的站点不是主办方用途，或已停用，不能并入',
    'Signed by a station that is no organiser’s, or is revoked',
  ),
} as const;

const marks: Readonly<Record<Mark, (figures: FairFigures) => Words>> = {
  part: ({ seen }) => {
    const { zh, en } = coverageWords({ ...seen, silentSinceMs: undefined }, String);
    return say(`不是全部：${zh}`, `A part: ${en}`);
  },
  'other-rules': ({ rules }) =>
    say(
      `按较早的统计规则（第 ${rules} 版）计算：口径不同的数字不并入`,
      `By older rules (${rules}): figures that it defines otherwise are left out`,
    ),
  'like-another': () =>
    say(
      '另有一场同名、同一天：请核对是不是同一场',
      'Another has this name and day: is it the same?',
    ),
  'other-year': () => say('年份与多数场次不同：请核对', 'Of another year than most'),
};

/** The fair, its organiser and its key, for a person to confirm. */
export const whoSigned = ({ of: fair, key }: FairFigures): Words =>
  say(
    `${fair.name}（${fair.days.join('、')}），主办单位：${fair.organiser}，钥匙指纹 ${fingerprintOf(key)}`,
    `organiser and fingerprint of its key`,
  );

export function stateWords({ state, figures }: Entry): readonly Words[] {
  switch (state.is) {
    case 'summed':
      return [
        say('已计入', 'Summed'),
        ...(figures ? state.marks.map((mark) => marks[mark](figures)) : []),
      ];
    case 'refused':
      return [refusals[state.why]];
    case 'unconfirmed':
      return [
        say(
          '待确认：请向主办单位核对钥匙指纹，确认后才计入',
          'To be confirmed: compare the fingerprint with its organiser’s',
        ),
      ];
    case 'same':
      return [say('与另一个文件相同，只计一次', 'The same as another file: counted once')];
    case 'replaced':
      return [
        say(
          `同一场有更新的数字，以 ${state.by} 为准`,
          `${state.by} has newer figures of this fair`,
        ),
      ];
    case 'revoked':
      return [
        say(
          '签名的站点后来被停用，不能并入',
          'A later revision revokes the station that signed it',
        ),
      ];
    case 'sample':
      return [say('这是样例招聘会，不与真实的相加', 'A sample fair is not summed with real ones')];
  }
}

export const townshipWords = {
  yes: say('乡镇', 'Township'),
  no: say('非乡镇', 'Not a township'),
  unknown: say('未注明', 'Not said'),
} as const;
