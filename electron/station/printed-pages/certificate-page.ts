import type { Destruction } from '../../../shared/report/destruction.ts';
import {
  certificateDigest,
  certificateLines,
  type CertificateLine,
  certificateWords as words,
  destroyedLines,
  machineLines,
  machinesSum,
} from '../../../shared/report/destruction.ts';
import { embeddedType, PRINTED_TYPE } from './embedded-type.ts';
import { safeHtml } from './safe-html.ts';

/** 个人信息销毁证明: what was destroyed at one machine, for the person responsible to sign and file. */
export async function certificatePage(certificate: Destruction): Promise<string> {
  const body = `<h1>${words.title.zh}</h1>
${table(certificateLines(certificate))}
<h2>${words.destroyed.zh}</h2>
${table(destroyedLines(certificate))}
${machines(certificate)}<p>${words.stays(certificate.facts).zh}</p>
<p>${words.how.zh}</p>
<p>${words.elsewhere.zh}</p>
<p>${words.check.zh} <code>${certificateDigest(certificate)}</code></p>
<div class="sign"><p>经办人：________________</p><p>监督人：________________</p><p>主办单位（盖章）：</p><p>日期：________________</p></div>`;
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>${words.title.zh}</title>
<style>
${await embeddedType(body)}
  @page { size: A4; margin: 20mm }
  body { font: 11pt/1.6 ${PRINTED_TYPE}; color: #000 }
  h1 { font-size: 20pt; margin: 0 0 6mm; text-align: center }
  h2 { font-size: 13pt; margin: 6mm 0 2mm }
  table { border-collapse: collapse; width: 100% }
  th, td { border: 0.3mm solid #666; padding: 1.6mm 2.4mm; text-align: start; font-weight: 400 }
  th { width: 70mm }
  .sign { display: grid; grid-template-columns: 1fr 1fr; gap: 10mm 8mm; margin-top: 12mm; break-inside: avoid }
</style>
${body}
</html>
`;
}

/** Of the whole fair, at the organiser's machine. */
function machines(certificate: Destruction): string {
  const sum = machinesSum(certificate);
  if (!sum) return '';
  return `<h2>${words.machines.zh}</h2>
<p>${safeHtml(sum.zh)}</p>
${table(machineLines(certificate))}
<p>${words.unlisted.zh}</p>
`;
}

function table(lines: readonly CertificateLine[]): string {
  const rows = lines.map(
    ({ about, says }) => `<tr><th>${safeHtml(about.zh)}</th><td>${safeHtml(says.zh)}</td></tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}
