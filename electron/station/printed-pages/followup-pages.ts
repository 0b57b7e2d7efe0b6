import type { Fair } from '../../../shared/fair.ts';
import { owedText, type PersonToFollow } from '../../../shared/report/follow-up-sheets.ts';
import { embeddedType, PRINTED_TYPE } from './embedded-type.ts';
import { safeHtml } from './safe-html.ts';

/** One page per person, for the clerk who calls them after the fair. */
export async function followUpPages(
  fair: Fair,
  people: readonly PersonToFollow[],
): Promise<string> {
  const body = people.map((person) => page(fair, person)).join('\n');
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>跟进单 Follow-up</title>
<style>
${await embeddedType(`${body} 跟进单`)}
  @page { size: A4; margin: 16mm }
  body { margin: 0; font: 11pt/1.5 ${PRINTED_TYPE}; color: #000 }
  section { break-after: page }
  header { display: flex; justify-content: space-between; align-items: baseline; border-bottom: .5mm solid #000; margin-bottom: 5mm }
  h1 { font-size: 20pt; margin: 0 } h2 { font-size: 13pt; margin: 6mm 0 2mm }
  table { width: 100%; border-collapse: collapse } th, td { border: .2mm solid #000; padding: 2mm; text-align: start }
  td.note { height: 12mm; width: 40% } .line { height: 30mm; border: .2mm solid #000 }
  footer { margin-top: 6mm; font-size: 9pt }
</style>
<body>
${body}
</body>
</html>
`;
}

function page(fair: Fair, person: PersonToFollow): string {
  const { number, name, phone, groups, services, intents } = person;
  const intentRows = intents
    .map(
      ({ booth, employer, post, step }) =>
        `<tr><td>${safeHtml(booth)} ${safeHtml(employer)}</td><td>${safeHtml(post)}</td><td>${safeHtml(step)}</td><td class="note"></td></tr>`,
    )
    .join('');
  const serviceRows = services
    .map(
      (service) =>
        `<tr><td>${safeHtml(service.name)}</td><td>${service.had} / ${service.of}</td><td>${safeHtml(owedText(service))}</td><td class="note"></td></tr>`,
    )
    .join('');
  return `<section><header><h1>${safeHtml(name === '' ? '（没有姓名）' : name)}</h1><span>${safeHtml(number)}</span></header>
<p>${safeHtml(fair.name.zh)}　手机 ${safeHtml(phone === '' ? '没有留' : phone)}　${safeHtml(groups.join('、'))}</p>
${intents.length > 0 ? `<h2>就业意向</h2><table><tr><th>单位</th><th>岗位</th><th>意向</th><th>跟进情况</th></tr>${intentRows}</table>` : ''}
${services.length > 0 ? `<h2>帮扶服务</h2><table><tr><th>服务</th><th>已做</th><th>还差</th><th>跟进情况</th></tr>${serviceRows}</table>` : ''}
<h2>备注</h2><div class="line"></div>
<footer>含个人信息，用完销毁。Personal data: destroy it when done.</footer></section>`;
}
