import { qrSvg } from '../../../shared/qr-svg.ts';
import { embeddedType, PRINTED_TYPE } from './embedded-type.ts';
import { safeHtml } from './safe-html.ts';

/** The page with a station's enrolment code, to be scanned once at the new machine. */
export async function enrolmentPage(
  name: { readonly zh: string; readonly en: string },
  code: string,
): Promise<string> {
  const body = `<h1>${safeHtml(name.zh)}</h1>
<p>${safeHtml(name.en)}</p>
${qrSvg(code).svg}
<p>登记码：在新机器上扫一次。<br>Enrolment code: scanned once, on the new machine.</p>
<p>用完就扔，不要拍照。<br>Throw it away afterwards; no photographs.</p>`;
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>登记码 Enrolment code</title>
<style>
${await embeddedType(body)}
  body { font: 14pt/1.5 ${PRINTED_TYPE}; text-align: center; color: #000 }
  h1 { font-size: 26pt; margin: 8mm 0 0 }
  svg { width: 90mm; height: 90mm }
  p { margin: 3mm 0 }
</style>
${body}
</html>
`;
}
