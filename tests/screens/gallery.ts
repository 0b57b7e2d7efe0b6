import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stop } from './look.ts';
import type { Look } from './looks.ts';

/** One page with every screen on every panel, by role, and the audit's findings for each. */

interface Shown {
  readonly role: string;
  readonly step: string;
  readonly look: string;
  readonly file: string;
  readonly findings: readonly string[];
}

export function openGallery(folder: string) {
  const shown: Shown[] = [];
  return {
    async open(): Promise<void> {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
    },
    async add({ role, step, look, seen, screen }: Stop): Promise<void> {
      const file = `${String(shown.length).padStart(4, '0')}.jpg`;
      shown.push({
        role,
        step,
        look: nameOf(look),
        file,
        findings: seen.findings.map(({ kind, what }) => `${kind}: ${what}`),
      });
      await writeFile(join(folder, file), await screen.thumbnail('jpeg'));
    },
    async close(): Promise<string> {
      const page = join(folder, 'index.html');
      await writeFile(page, html(shown));
      return page;
    },
  };
}

function nameOf({ panel, scale, lane, drawer }: Look): string {
  return [
    panel.name,
    ...(scale === 1 ? [] : [`${scale * 100} %`]),
    ...(lane === 'self' ? [] : ['express']),
    ...(drawer === 'shut' ? [] : [`drawer ${drawer}`]),
  ].join(', ');
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

function html(shown: readonly Shown[]): string {
  const roles = [...Map.groupBy(shown, ({ role }) => role)];
  const steps = (own: readonly Shown[]): string =>
    [...Map.groupBy(own, ({ step }) => step)]
      .map(
        ([step, screens]) => `<h3>${escaped(step)}</h3><div>${screens.map(figure).join('')}</div>`,
      )
      .join('');
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>春风 Chunfeng: screens</title>
<style>
body{margin:2rem;font:15px/1.5 system-ui,sans-serif;background:#f3ecdc;color:#17261e}
nav a{margin-inline-end:1.5rem}
div{display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-start}
figure{margin:0;max-width:34rem;background:#fff;padding:.5rem;border-radius:.4rem}
figure[data-bad=true]{outline:3px solid #a3301f}
img{display:block;max-height:20rem;max-width:100%}
li{color:#a3301f;overflow-wrap:anywhere}
</style>
<h1>春风 Chunfeng</h1>
<nav>${roles.map(([role, own]) => `<a href="#${role}">${role}: ${own.length} screens, ${countOf(own)} findings</a>`).join('')}</nav>
${roles.map(([role, own]) => `<h2 id="${role}">${role}</h2>${steps(own)}`).join('')}</html>`;
}

const countOf = (shown: readonly Shown[]): number =>
  shown.reduce((sum, { findings }) => sum + findings.length, 0);

function figure({ look, file, findings }: Shown): string {
  const list = findings.map((finding) => `<li>${escaped(finding)}</li>`).join('');
  return `<figure data-bad="${findings.length > 0}"><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${escaped(look)}</figcaption><ul>${list}</ul></figure>`;
}
