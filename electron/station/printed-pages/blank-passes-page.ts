import { readBlankText } from '../../../shared/blank-pass.ts';
import { shortCode } from '../../../shared/pass.ts';
import { qrSvg } from '../../../shared/qr-svg.ts';
import { embeddedType, PRINTED_TYPE } from './embedded-type.ts';
import { safeHtml } from './safe-html.ts';

/** Ten pre-printed passes of business card size on each sheet of A4, to print and cut. */
export async function blankPassesPage(
  fairName: { readonly zh: string; readonly en: string },
  texts: readonly string[],
): Promise<string> {
  const name = safeHtml(fairName.zh);
  const cards = texts.map((text) => {
    const blank = readBlankText(text);
    const code = blank.ok ? shortCode(blank.value.pseudonym) : '';
    return `<article>${qrSvg(text).svg}<div><h2>通行证<br><small>Pass</small></h2><p class="code">${code}</p><p>${name}</p><p>到展位时，给招聘人员扫一扫</p></div></article>`;
  });
  const body = cards.join('\n');
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>预印通行证 Pre-printed passes</title>
<style>
${await embeddedType(`${body} 预印通行证`)}
  @page { size: A4; margin: 13mm 15mm }
  body { margin: 0; font: 8pt/1.4 ${PRINTED_TYPE}; color: #000; display: grid; grid-template-columns: 90mm 90mm }
  article { display: grid; grid-template-columns: 46mm 1fr; align-items: center; box-sizing: border-box; height: 54mm; border: 0.1mm dashed #999; break-inside: avoid; padding: 2mm }
  svg { width: 44mm; height: 44mm }
  h2 { margin: 0; font-size: 16pt; line-height: 1.1 } small { font-size: 9pt; font-weight: 400 }
  p { margin: 1.5mm 0 0 } .code { font-size: 12pt; font-weight: 700; white-space: nowrap }
</style>
<body>
${body}
</body>
</html>
`;
}
