import { say } from '../../../shared/say.ts';

/** Text of the page of several fairs. */

export const seasonWords = {
  own: say('导出本场数字', 'Export this fair’s figures'),
  ownMore: say(
    '全程各项合计，由本站点签名，不含个人信息；数字精确，仅供上报汇总。其他场次导入后即可相加',
    'All totals of this fair, signed here, nobody in it; exact, for another station to sum up',
  ),
  inTownship: say('本场在乡镇举办吗', 'Held in a township?'),
  townships: {
    yes: say('在乡镇', 'Yes'),
    no: say('不在乡镇', 'No'),
    unknown: say('未注明', 'Not said'),
  },
  exportOwn: say('导出本场数字', 'Export'),
  fingerprint: say('本场钥匙指纹', 'Fingerprint of this fair’s key'),
  sums: say('多场合计', 'Several fairs'),
  more: say(
    '加入各场的“本场数字”文件。各场密钥不同，首次加入请向主办单位核对指纹并确认。跨场不识别同一人，按人次相加。文件只在本机内存中，关机即清除',
    'Add each fair’s file of figures. Each fair has its own key: compare the fingerprint once. Persons are not linked over fairs. Files stay in this machine’s memory only',
  ),
  add: { now: say('加入本季各场', 'Add files'), former: say('加入上年同期各场', 'Add files') },
  lists: { now: say('本季各场', 'This season'), former: say('上年同期', 'A former year') },
  formerMore: say(
    '没有文件时，可以在下表“上年同期”一栏手工填写，填的数字会标明',
    'Without files, type its figures into the table below: they are marked as typed',
  ),
  reading: say('正在核对签名…', 'Checking signatures…'),
  trouble: say('未全部加入，请再试一次', 'Not all were added: please try again'),
  fair: say('招聘会', 'Fair'),
  township: say('乡镇', 'Township'),
  state: say('状态', 'State'),
  confirm: say('指纹已核对，计入', 'Compared: sum it'),
  deed: say('操作', 'Do'),
  remove: say('移除', 'Remove'),
  figure: say('指标', 'Figure'),
  sum: say('合计', 'Sum'),
  before: { files: say('上年同期', 'Before'), hand: say('上年同期（手填）', 'Before (typed)') },
  difference: say('增减', 'More or less'),
  change: say('同比', 'Change'),
  basis: say('口径', 'What it counts'),
  without: (count: number) => say(`未含 ${count} 场`, `without ${count}`),
  townshipUnknown: (count: number) => say(`${count} 场未注明`, `${count} not said`),
  otherwise: say('口径不同', 'defined otherwise'),
  none: say('还没有可以相加的场次', 'Nothing to sum yet'),
  files: {
    workbook: say('导出合计表', 'Save the sums'),
    spring: say('填春风行动统计表', 'The Spring Breeze return'),
    market: say('填职业供求分析表', 'Demand and supply'),
  },
} as const;
