import { taps, unitNames } from '../deeds.ts';
import type { DayView } from './day-view.ts';
import { tapName } from './named/totals.ts';

/** The templates that every bureau has, to be used or to be changed. */

export const bulletinLengths = ['short', 'middle', 'long'] as const;
export type BulletinLength = (typeof bulletinLengths)[number];

/** These are different figures, so the organiser chooses which one to publish. */
export const intentWordings = ['first', 'agreed', 'signed'] as const;
export type IntentWording = (typeof intentWordings)[number];

const intents: Readonly<Record<IntentWording, string>> = {
  first: '{意向人数}人与{单位称呼}达成初步就业意向',
  agreed: '达成就业意向{协议人次}人次',
  signed: '现场签约{签约人次}人次',
};

export function presetTemplate(
  { employers }: Pick<DayView, 'employers'>,
  length: BulletinLength,
  wording: IntentWording,
): string {
  const [houses, places] =
    employers.present > 0 ? ['{到场单位数}', '{到场单位岗位数}'] : ['{参会单位数}', '{岗位数}'];
  const opening = `{日期}，{招聘会名称}在{举办地点}举办。${houses}家{单位称呼}携${places}个岗位进场招聘，{求职者人数}名{求职者称呼}到场，收到简历{简历份数}份，${intents[wording]}。`;
  const middle = [
    '各展位接待{接待人次}人次。',
    ...taps
      .filter(({ main }) => !main)
      .map((tap) => `展位登记${tap.title.zh}{${tapName(tap)}}${unitNames[tap.means.unit]}。`),
    '政策咨询、就业指导等服务台接待咨询{咨询人次}人次。',
    '发放资料{资料份数}份。',
    '到场人员中，高校毕业生、退役军人、就业困难人员等重点群体{重点群体人数}人。',
  ];
  const long = [
    '重点群体中，{重点群体构成}（同属多类的分别列出）。',
    '到场人员的学历为{学历构成}。',
    '参会单位中，{行业构成}。',
    '收到简历最多的工种依次是{热门工种}。',
  ];
  return [opening, ...(length === 'short' ? [] : middle), ...(length === 'long' ? long : [])].join(
    '',
  );
}
