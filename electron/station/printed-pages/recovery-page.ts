import { qrSvg } from '../../../shared/qr-svg.ts';
import {
  recoveryCodeText,
  recoveryLines,
  type RecoverySheet,
} from '../../../shared/recovery-sheet.ts';
import type { Words } from '../../../shared/say.ts';
import { recoveryWords as words } from '../../../shared/words/recovery-words.ts';
import { embeddedType, PRINTED_TYPE } from './embedded-type.ts';
import { safeHtml } from './safe-html.ts';

/** The recovery sheet to print, for the safe; where a fair is made in the app, its page prints the same. */
export async function recoveryPage(fairName: Words, sheet: RecoverySheet): Promise<string> {
  const body = `<h1>${words.title.zh} ${words.title.en}</h1>
<p>${safeHtml(fairName.zh)} ${safeHtml(fairName.en)}</p>
<p><b>${both(words.goes)}</b></p>
<p>${both(words.what)}</p>
${qrSvg(recoveryCodeText(sheet)).svg}
<p>${both(words.how)}</p>
<ol>${recoveryLines(sheet)
    .map((line) => `<li><code>${line}</code></li>`)
    .join('')}</ol>
<p>${both(words.never)}</p>`;
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>${words.title.zh} ${words.title.en}</title>
<style>
${await embeddedType(body)}
  @page { size: A4; margin: 16mm }
  body { font: 11pt/1.5 ${PRINTED_TYPE}; color: #000 }
  h1 { font-size: 22pt; margin: 0 }
  svg { display: block; width: 62mm; height: 62mm; margin: 6mm auto }
  ol { width: max-content; margin: 5mm auto } code { font-size: 13pt }
</style>
${body}
</html>
`;
}

const both = ({ zh, en }: Words): string => `${zh}<br><span lang="en">${en}</span>`;
