import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { qrSvg } from '../../shared/qr-svg.ts';
import { type OfferFault, offerStation } from '../station/organiser/offer.ts';
import { randomness } from '../station/open/randomness.ts';
import { networkOf } from '../station/sync/network.ts';
import { embeddedType } from '../station/printed-pages/embedded-type.ts';
import { openOrganiserAt, type OpenedOrganiser } from './organiser-file.ts';
import { safeHtml } from '../station/printed-pages/safe-html.ts';

/**
 * `npm run station:offer -- --organiser FILE --slot 3 --server URL`: leaves a station's file at the server
 * and makes the page with its enrolment code. The organiser's token stands in `CHUNFENG_TOKEN`.
 */

const { values } = parseArgs({
  options: {
    organiser: { type: 'string' },
    server: { type: 'string' },
    slot: { type: 'string' },
    minutes: { type: 'string', default: '60' },
    out: { type: 'string' },
    'passphrase-file': { type: 'string' },
  },
});
const slot = Number(values.slot);
const minutes = Number(values.minutes);

if (values.organiser === undefined || !Number.isSafeInteger(slot) || !(minutes >= 1)) {
  stop(
    'npm run station:offer -- --organiser organiser.json --slot 3 --server http://…  (--minutes 60)',
  );
} else {
  const organiser = await openOrganiserAt(values.organiser, values['passphrase-file']);
  if (organiser.ok) await offer(organiser.value);
  else stop(organiser.fault.sentence);
}

async function offer({ fair, keys }: OpenedOrganiser): Promise<void> {
  const server = values.server ?? fair.server;
  const station = fair.stations.find((other) => other.slot === slot);
  const token = process.env.CHUNFENG_TOKEN;
  if (!station) return stop('招聘会里没有这个站点。The fair has no such station.');
  if (server === undefined)
    return stop('请用 --server 给出服务器地址。Name the server with --server.');
  if (token === undefined) {
    return stop(
      '请把主办方令牌放在 CHUNFENG_TOKEN 里。Put the organiser’s token into CHUNFENG_TOKEN.',
    );
  }
  const randomBytes = randomness();
  const offered = await offerStation({
    fair,
    keys,
    slot,
    server,
    token,
    minutes,
    reach: await networkOf(fair, server),
    randomBytes,
  });
  if (!offered.ok) return stop(sentenceOf(offered.fault));
  const text = offered.value;
  const out = values.out ?? `enrol-${String(slot).padStart(2, '0')}.html`;
  await writeFile(out, await page(station.name, text), { mode: 0o600 });
  console.log(
    `${station.name.zh} ${station.name.en}：登记码在 its code is in ${out}，${minutes} 分钟内有效，只能用一次 valid for ${minutes} minutes, once.\n` +
      '在新机器上 On the new machine:  npm run station:enrol -- --scan --data DIR',
  );
}

function sentenceOf(fault: OfferFault): string {
  switch (fault.kind) {
    case 'wrong-token':
      return '令牌不对。That is not the organiser’s token.';
    case 'no-such-fair':
      return '服务器上没有这场招聘会。The server does not know this fair.';
    case 'no-network':
      return '连不上服务器。The server can’t be reached.';
    case 'refused':
      return `服务器没有收下（${fault.status}）。The server did not take it (${fault.status}).`;
  }
}

async function page(name: { zh: string; en: string }, text: string): Promise<string> {
  const body = `<h1>${safeHtml(name.zh)}</h1>
<p>${safeHtml(name.en)}</p>
${qrSvg(text).svg}
<p>登记码：在新机器上扫一次。<br>Enrolment code: scanned once, on the new machine.</p>
<p>用完就扔，不要拍照。<br>Throw it away afterwards; no photographs.</p>`;
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>登记码 Enrolment code</title>
<style>
${await embeddedType(body)}
  body { font: 14pt/1.5 "Noto Sans SC Variable", sans-serif; text-align: center; color: #000 }
  h1 { font-size: 26pt; margin: 8mm 0 0 }
  svg { width: 90mm; height: 90mm }
  p { margin: 3mm 0 }
</style>
${body}
</html>
`;
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
