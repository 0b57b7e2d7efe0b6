/**
 * What the window shows while its page is away. It stands in the address itself, so that no file,
 * no script and no station is needed for it. The colours are the page's own.
 */
/** The build puts the characters of this file here (`vite.page-type.ts`). */
const TYPE = '';

const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>春风 Chunfeng</title>
<style>${TYPE}
body{margin:0;height:100vh;display:grid;place-content:center;gap:2vmin;padding:0 6vmin;
background:#fbf7ef;color:#17352b;font-family:'Page Sans',sans-serif;text-align:center;word-break:keep-all;text-wrap:balance}
h1{margin:0;font-size:7vmin}p{margin:0;font-size:3.6vmin}[lang=en]{opacity:.75;font-size:3vmin}
</style>
<h1>屏幕马上回来</h1><p lang="en">The screen will be back in a moment</p>
<p>登记过的都已存好。一分钟后还是这样，请叫工作人员。</p>
<p lang="en">What was recorded is kept. If this stays for a minute, please call the staff.</p></html>`;

export const AWAY_PAGE = `data:text/html;charset=utf-8,${encodeURIComponent(html)}`;
