import { answerTable } from '../../../shared/answers.ts';
import { keyGroups } from '../../../shared/codes.ts';
import { cardConsent, cardRecords, groupsConsent } from '../../../shared/consents.ts';
import type { Fair, Role } from '../../../shared/fair.ts';
import { kindOfFair } from '../../../shared/fair-kinds.ts';
import { listed } from '../../../shared/say.ts';
import { roleWords } from '../../../shared/words/role-words.ts';
import { storedWords } from '../../../shared/words/stored-words.ts';
import { embeddedType, PRINTED_TYPE } from './embedded-type.ts';
import { safeHtml } from './safe-html.ts';

/**
 * 个人信息保护影响评估 and 处理活动记录: what the law asks of an organiser before a fair, drafted from the signed
 * fair and from what the code stores. A person checks, completes and signs it.
 */

type Row = readonly string[];

export async function assessmentPage(fair: Fair): Promise<string> {
  const body = `${impactAssessment(fair)}${recordOfProcessing(fair)}`;
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>个人信息保护影响评估</title>
<style>
${await embeddedType(body)}
  @page { size: A4; margin: 18mm }
  body { font: 10.5pt/1.6 ${PRINTED_TYPE}; color: #000 }
  h1 { font-size: 18pt; margin: 0 0 4mm }
  h2 { font-size: 12.5pt; margin: 6mm 0 2mm; break-after: avoid }
  section + section { break-before: page }
  table { border-collapse: collapse; width: 100% }
  th, td { border: 0.3mm solid #666; padding: 1.4mm 2mm; text-align: start; vertical-align: top }
  tr { break-inside: avoid }
  th { white-space: nowrap }
  .sign { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm; margin-top: 14mm; break-inside: avoid }
</style>
${body}
</html>
`;
}

function impactAssessment(fair: Fair): string {
  return `<section>
<h1>个人信息保护影响评估报告</h1>
${table([], configured(fair))}
<h2>一、目的和方式是否合法、正当、必要</h2>
<p>处理目的：招聘会签到、人数统计、岗位对接、会后就业帮扶。处理依据：本人在签到时同意（个人信息保护法第十三条）；不同意的发匿名通行证，照样入场。</p>
<p>${sensitive(fair)}</p>
<h2>二、对个人权益的影响及安全风险，采取的措施</h2>
${table(['风险', '措施', '剩余风险'], risks(fair))}
<h2>三、结论</h2>
<p>□ 风险可接受，按上述措施实施　　□ 需补充措施后实施：____________________________</p>
${signatures}
</section>`;
}

function recordOfProcessing(fair: Fair): string {
  const until = `至 ${fair.keepUntil}，主办单位签署已过之后销毁`;
  return `<section>
<h1>个人信息处理活动记录</h1>
${table(
  [],
  [
    ['处理者', safeHtml(fair.organiser.zh)],
    ['活动', safeHtml(fair.name.zh)],
    ['保存期限', until],
  ],
)}
<h2>存储的内容</h2>
${table(
  ['内容', '说明', '期限'],
  [
    ['到场记录', storedWords.facts.zh, '长期保留，不含姓名、号码'],
    ['称呼资料', storedWords.profiles.zh, until],
    ['加密盒', storedWords.boxes.zh, until],
    ['网上报名', storedWords.registrations.zh, until],
    ['导入的名单', storedWords.rosters.zh, until],
    ['展位备注', storedWords.notes.zh, until],
    ['备份', storedWords.backups.zh, until],
    ['删除令', storedWords.erasures.zh, until],
    ['运行日志', storedWords.logs.zh, '与机器一同清理'],
  ],
)}
<h2>谁能看到什么，谁有什么钥匙</h2>
${table(
  ['谁', '看得到', '钥匙'],
  [
    ['用人单位', '姓氏、称呼、学历、求职方向；本人勾选“告诉单位”的，会后得到姓名、电话', '没有'],
    ['展位、服务台的站点', '本展位（服务台）的记录，只有编号', '本站点签名钥匙，用工作卡锁着'],
    [
      '入口的站点',
      '打星号的姓名和回答；证件信息封进加密盒后打不开',
      '假名钥匙、通行证签名钥匙，用工作卡锁着',
    ],
    ['工作人员', '本站点的状态和数字，没有个人名单', '工作卡（纸质）、密码'],
    ['服务器、会场中转', '只有编号的记录和数字', '没有能认出人的钥匙'],
    ['主办单位', '全部；用自己的口令打开加密盒', '封存钥匙、签署钥匙，在主办方文件里，用口令加密'],
  ],
)}
<h2>委托处理、对外提供、出境</h2>
<p>服务器由 ____________________ 管理（委托处理的，另附协议）。向用人单位提供联系方式，只限本人同意的。没有向境外提供。</p>
${signatures}
</section>`;
}

function configured(fair: Fair): Row[] {
  const slots = new Map<Role, number>();
  for (const { role } of fair.stations) slots.set(role, (slots.get(role) ?? 0) + 1);
  const stations = [...slots].map(([role, count]) => `${roleWords[role].zh} ${count} 个`);
  return [
    ['招聘会', `${safeHtml(fair.name.zh)}（编号 ${fair.id}，第 ${fair.revision} 版配置）`],
    ['主办单位', safeHtml(fair.organiser.zh)],
    ['时间、地点', `${fair.days.join('、')}，${safeHtml(fair.place.zh)}`],
    ['站点', stations.join('，')],
    ['单位、服务台', `${fair.booths.length} 个展位，${fair.desks.length} 个服务台`],
    [
      '问什么',
      kindOfFair(fair)
        .asks.map((ask) => (ask === 'phone' ? '手机号' : answerTable[ask].columns[0]))
        .join('、'),
    ],
    ['服务器', fair.server === undefined ? '不用，记录留在各站点' : safeHtml(fair.server)],
    ['加密盒', fair.boxesToServer ? '也上传到服务器（服务器打不开）' : '只留在入口'],
    ['网上报名平台', fair.platforms.map(({ host }) => safeHtml(host)).join('、') || '没有'],
    ['保存到', fair.keepUntil],
  ];
}

function sensitive(fair: Fair): string {
  if (!kindOfFair(fair).asks.includes('groups')) {
    return `本场不询问重点群体，不处理这类敏感个人信息；证件号码只作签到，加密保存。${ofTheCard(fair)}`;
  }
  const groups = keyGroups.map(({ zh }) => zh).join('、');
  return `敏感个人信息：重点群体（${groups}）。单独同意后才询问或从报名信息中读取，同意的文本为第 ${groupsConsent.version} 版：“${groupsConsent.purpose.zh}${groupsConsent.withdraw.zh}”不回答与同意的按钮一样大，不影响入场。证件号码只作签到，加密保存。${ofTheCard(fair)}`;
}

function ofTheCard({ asks = {} }: Fair): string {
  const what = listed([
    ...(asks.sex ? [cardRecords.sex] : []),
    ...(asks.ageBand ? [cardRecords.age] : []),
  ]);
  const title = '称呼（先生、女士）只在通行证和入口的称呼资料里。';
  if (what.zh === '') return `性别、年龄段不进记录和统计；${title}`;
  return `刷身份证签到并同意的，另记${what.zh}用于统计，不记出生日期；同意的文本为第 ${cardConsent.version} 版：“${cardConsent.text(what).zh}”${title}`;
}

function risks(fair: Fair): Row[] {
  const onTheWay = fair.server?.startsWith('http:');
  return [
    [
      '机器或备份被盗',
      '钥匙用工作卡锁着，开机扫卡才能打开；加密盒只有主办单位能打开',
      '盗走机器和工作卡的人能按号码逐个比对编号',
    ],
    [
      '开着的入口机器被盗',
      '主办单位吊销该站点，各机器立即拒收它发的通行证',
      '内存中的假名钥匙可能泄露',
    ],
    [
      '通行证被拍照冒用',
      '通行证只显示展位也看得到的内容，改信息、查看、删除都要身份证',
      '可冒名在展位留下记录，本人可要求更正、删除',
    ],
    ['他人输入证件号码', '不显示姓名和回答，不改动本人的回答和加密盒', '可领到该号码的通行证'],
    [
      fair.boxesToServer ? '服务器被攻破' : '服务器被攻破（加密盒不在服务器）',
      '服务器没有能认出人的钥匙，加密盒打不开，记录都有站点签名',
      '看得到编号的到访时间和地点',
    ],
    [
      '网络传输',
      fair.server === undefined
        ? '不联网'
        : onTheWay
          ? '【未加密，请改用 https】'
          : '加密传输（https）',
      onTheWay ? '同一网络里的人看得到编号和去处' : '小',
    ],
    ['用人单位歧视', '用人单位看不到重点群体、性别、年龄；通行证里也没有', '小'],
    [
      '超期保存',
      `${fair.keepUntil} 之后，各站点凭主办单位签署的时间销毁钥匙和个人信息`,
      '需确认每台机器都已销毁',
    ],
    [
      '本人行使权利',
      '持身份证在入口“我的信息”里查看、更正、撤回同意、删除',
      '忘带证件的，由工作人员协助',
    ],
  ];
}

const signatures = `<div class="sign"><p>评估人（签字）：____________________</p><p>日期：______________</p>
<p>个人信息保护负责人（签字）：______________</p><p>主办单位（盖章）：______________</p></div>`;

function table(head: Row, rows: readonly Row[]): string {
  const cells = (row: Row): string => row.map((cell) => `<td>${cell}</td>`).join('');
  const heading =
    head.length > 0 ? `<tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr>` : '';
  return `<table>${heading}${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</table>`;
}
