/**
 * Lays a document of the station on paper: it takes the page's place in its print style, so that the browser's
 * dialogue, a printer of the system and a PDF all show it alone. Its own styles hold for it and for nothing else.
 */

const STYLE = /<style>(.*?)<\/style>/gs;
const PAGE_RULE = /@page[^{]*\{[^}]*\}/g;

/** Returns how to take it away again. Our own typefaces draw it, loaded before anything is printed. */
export async function layOnPaper(html: string): Promise<() => void> {
  // Our own policy lets no document bring a style element, not even in passing.
  const made = new DOMParser().parseFromString(html.replaceAll(STYLE, ''), 'text/html');
  const css = Array.from(html.matchAll(STYLE), ([, own = '']) => own).join('\n');
  // Rules of the sheet of paper count in the document alone.
  const sheetOfPaper = styles((css.match(PAGE_RULE) ?? []).join('\n'));
  const host = document.createElement('div');
  host.className = 'on-paper';
  host.lang = 'zh-CN';
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [styles(css.replaceAll(PAGE_RULE, ''))];
  shadow.append(document.adoptNode(made.body));
  document.adoptedStyleSheets.push(sheetOfPaper);
  document.body.append(host);
  await typefacesFor(shadow.textContent);
  return () => {
    host.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(
      (sheet) => sheet !== sheetOfPaper,
    );
  };
}

function styles(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** What is out of sight loads no typeface by itself, and a printer does not wait. */
async function typefacesFor(text: string): Promise<void> {
  const characters = [...new Set(text)].join('');
  const weights = ['400', '700'];
  await Promise.allSettled(
    weights.map((weight) =>
      document.fonts.load(`${weight} 12px "Noto Sans SC Variable"`, characters),
    ),
  );
}
