import type { NamedGap } from './named.ts';

/** What returns and newspapers ask for and no fact says, each with the reason. */

const gap = (name: string, why: string, en: string): NamedGap => ({ is: 'gap', name, why, en });

const online = '线上的数字在招聘平台上，系统不接收';
const onlineEn = 'On-line figures are with the platform';
const notRecorded = (what: string): string => `系统不记录${what}`;

export const gaps: readonly NamedGap[] = [
  gap('面试人数', notRecorded('面试'), 'Interviews are not recorded'),
  gap('面试通过人数', notRecorded('面试结果'), 'Results of interviews are not recorded'),
  gap(
    '录用人数',
    '只记现场签约，会后录用由单位反馈',
    'Hiring after the fair is the employers’ to say',
  ),
  gap('有工作经验人数', notRecorded('求职者的工作经历'), 'Experience is not asked'),
  gap('无工作经验人数', notRecorded('求职者的工作经历'), 'Experience is not asked'),
  gap('本地户籍人数', notRecorded('户籍'), 'Registered residence is not recorded'),
  gap('外地户籍人数', notRecorded('户籍'), 'Registered residence is not recorded'),
  gap('培训报名人数', '只记培训咨询，报名由培训机构登记', 'Training schools keep their own lists'),
  gap('创业服务人数', notRecorded('创业服务的结果'), 'Only consultations are recorded'),
  gap('线上参会单位数', online, onlineEn),
  gap('线上岗位数', online, onlineEn),
  gap('线上浏览量', online, onlineEn),
  gap('线上求职者人数', online, onlineEn),
  gap('线上投递份数', online, onlineEn),
  gap('线上面试人数', online, onlineEn),
  gap('直播场次', online, onlineEn),
  gap('直播观看人次', online, onlineEn),
  gap('填表人', '由填表的人签写', 'Signed by hand'),
  gap('负责人', '由负责人签写', 'Signed by hand'),
  gap('联系电话', '由填表的人填写', 'Filled in by hand'),
];
