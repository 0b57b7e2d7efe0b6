import { qrSvg } from '../../../shared/qr-svg.ts';
import { embeddedType, PRINTED_TYPE } from './embedded-type.ts';
import { safeHtml } from './safe-html.ts';

/** The staff card to print, with its code, for the person who opens the stations in the morning. */
export async function staffCardPage(
  fairName: { zh: string; en: string },
  cardText: string,
): Promise<string> {
  const body = `<h1>工作卡</h1>
<p>Staff card</p>
<p>${safeHtml(fairName.zh)}<br>${safeHtml(fairName.en)}</p>
${qrSvg(cardText).svg}
<p>每次开机扫一下，签到机才能打开。<br>Scanned at each start, it opens the kiosks.</p>
<p>带在身上，不要拍照，不要和签到机放在一起。<br>Keep it on you; no photographs; never leave it with a kiosk.</p>`;
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>工作卡 Staff card</title>
<style>
${await embeddedType(body)}
  @page { size: A6; margin: 8mm }
  body { font: 11pt/1.5 ${PRINTED_TYPE}; text-align: center; color: #000 }
  h1 { font-size: 26pt; margin: 0 }
  svg { width: 62mm; height: 62mm }
  p { margin: 2mm 0 }
</style>
${body}
</html>
`;
}
