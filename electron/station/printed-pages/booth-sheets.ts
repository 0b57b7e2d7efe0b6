import type { BoothCommand } from '../../../shared/booth-card.ts';
import { intentSteps } from '../../../shared/codes.ts';
import { taps } from '../../../shared/deeds.ts';
import type { Fair } from '../../../shared/fair.ts';
import { qrSvg } from '../../../shared/qr-svg.ts';
import { makeBoothCard } from '../keys/booth-cards.ts';
import { embeddedType, PRINTED_TYPE } from './embedded-type.ts';
import { safeHtml } from './safe-html.ts';

/**
 * Prints for each booth before the fair: the card that binds a scanner to it, a command card for a
 * booth with only a scanner, and a tally sheet for a booth without one.
 */

type Booth = Fair['booths'][number];

/** Which of them are printed. */
export interface SheetParts {
  /** The booth's card with its commands. */
  readonly cards: boolean;
  readonly tally: boolean;
  /** The cards of service desks. */
  readonly desks: boolean;
}
const EVERYTHING: SheetParts = { cards: true, tally: true, desks: true };

/** As many codes as fit without scanning a neighbour by mistake. */
const POSTS_ON_CARD = 9;

export async function boothSheets(
  fair: Fair,
  booths: readonly Booth[],
  signingKey: Uint8Array,
  parts: SheetParts = EVERYTHING,
): Promise<string> {
  const code = (booth: string, command: BoothCommand): string =>
    qrSvg(makeBoothCard(fair, { booth, command }, signingKey)).svg;
  const body = [
    ...booths.flatMap((booth) => [
      ...(parts.cards ? [commandSheet(fair, booth, code)] : []),
      ...(parts.tally ? [tallySheet(fair, booth)] : []),
    ]),
    ...(parts.desks ? fair.desks : []).map((desk) =>
      section(
        desk.code,
        desk.zh,
        figure(code(desk.code, { does: 'bind' }), '服务台卡', '扫一下，扫码枪归这个服务台'),
      ),
    ),
  ].join('\n');
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>展位卡、指令卡、登记表 Booth sheets</title>
<style>
${await embeddedType(body)}
  @page { size: A4; margin: 12mm }
  body { margin: 0; font: 10pt/1.4 ${PRINTED_TYPE}; color: #000 }
  .sheet { break-after: page } .sheet > * > tr > td { border: 0; padding: 0 .2mm 0 0 }
  header { display: flex; gap: 6mm; align-items: baseline; border-bottom: .5mm solid #000; margin-bottom: 3mm }
  header b { font-size: 26pt; line-height: 1.2; white-space: nowrap } h1 { font-size: 15pt; line-height: 1.2; margin: 0; overflow-wrap: anywhere }
  h2 { font-size: 12pt; line-height: 1.2; margin: 5mm 0 1mm; break-after: avoid } p { margin: 0 0 2mm }
  .group { break-inside: avoid }
  /* With many posts a sheet still is one page. */
  table:has(tr:nth-child(8)) td.tally { height: 9mm }
  .grid { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 6mm 4.8mm }
  figure { margin: 0; text-align: center; break-inside: avoid } figure svg { width: 27mm; height: 27mm; display: block; margin: 0 auto }
  figcaption { font-size: 8pt; line-height: 1.25; overflow-wrap: anywhere } figcaption b { display: block; font-size: 9.5pt }
  table { width: 100%; border-collapse: collapse } th, td { border: .2mm solid #000; padding: 1.5mm; text-align: start }
  td.tally { height: 14mm } td.strokes { height: 60mm } .total td { height: 10mm }
</style>
<body>
${body}
</body>
</html>
`;
}

function commandSheet(
  fair: Fair,
  booth: Booth,
  code: (booth: string, command: BoothCommand) => string,
): string {
  const own = (command: BoothCommand, title: string, en: string, zh = ''): string =>
    figure(code(booth.code, command), title, zh, en);
  return section(
    booth.code,
    booth.employer,
    `<p>${safeHtml(fair.name.zh)}　先扫展位卡；再扫求职者的通行证，就算接待一次；要记洽谈、简历或意向，接着扫下面的码。请收好，不要给求职者。</p>
<div class="grid">
${own({ does: 'bind' }, '展位卡', 'this booth’s scanner', '扫码枪归本展位')}
${taps.map(({ kind, button }) => own({ does: kind }, button.zh, button.en.toLowerCase())).join('\n')}
${own({ does: 'undo' }, '撤回上一条', 'take back the last')}
${own({ does: 'walk-in' }, '无证来访', 'someone without a pass')}
${own({ does: 'close' }, '签退', 'sign out')}
</div>
<div class="group"><h2>意向 Intent</h2><div class="grid">
${intentSteps.map(({ code: step, zh, en }) => own({ does: 'intent', step }, zh, en)).join('\n')}
</div></div>
<div class="group"><h2>岗位 Posts</h2><div class="grid">
${booth.posts
  .slice(0, POSTS_ON_CARD)
  .map(({ zh }, i) => own({ does: 'post', number: i + 1 }, `${i + 1}　${zh}`, ''))
  .join('\n')}
</div></div>`,
  );
}

function tallySheet(fair: Fair, booth: Booth): string {
  const rows = booth.posts
    .map(
      ({ zh, headcount }) =>
        `<tr><td>${safeHtml(zh)}（${headcount ?? '若干'}）</td><td class="tally"></td><td class="tally"></td></tr>`,
    )
    .join('');
  return section(
    booth.code,
    booth.employer,
    `<p>${safeHtml(fair.name.zh)}　纸质登记表：没有电脑的展位用“正”字记数，散场前交给工作人员。</p>
<table><tr><th>接待人次（一人一画）</th></tr><tr><td class="strokes"></td></tr></table>
<h2>简历和意向</h2>
<table><tr><th>岗位</th><th>收到简历（份）</th><th>初步意向（人）</th></tr>${rows}</table>
<h2>合计</h2>
<table class="total"><tr><th>接待人次</th><th>简历份数</th><th>意向人数</th><th>填表人</th></tr><tr><td></td><td></td><td></td><td></td></tr></table>`,
  );
}

/** A table's head stands on each of its pages: no code may lie on a page without its booth's name. */
function section(code: string, name: string, body: string): string {
  return `<table class="sheet"><thead><tr><td><header><b>${safeHtml(code)}</b><h1>${safeHtml(name)}</h1></header></td></tr></thead><tbody><tr><td>${body}</td></tr></tbody></table>`;
}

function figure(svg: string, title: string, zh: string, en = ''): string {
  return `<figure>${svg}<figcaption><b>${safeHtml(title)}</b>${safeHtml(zh)} <span lang="en">${safeHtml(en)}</span></figcaption></figure>`;
}
