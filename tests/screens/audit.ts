/**
 * Finds faults of a page as it is drawn now. This runs inside the page without knowledge of its code, and
 * must not use anything outside this function, since it is sent there as text.
 */

export interface Finding {
  readonly kind:
    | 'covered'
    | 'cut'
    | 'outside'
    | 'small'
    | 'out of reach'
    | 'code'
    | 'axe'
    | 'meets'
    /** The handbook shows the screen as it was. */
    | 'old';
  readonly what: string;
}

export interface Seen {
  readonly findings: readonly Finding[];
  /** Positions of controls that decide something for a person, and of those that end a step. */
  readonly taps: readonly { readonly tap: string; readonly rect: readonly number[] }[];
  /** The pass's code, where the step has one. */
  readonly code?: { readonly left: number; readonly top: number; readonly side: number };
}

export interface AuditSizes {
  /** The minimum for any target, in CSS pixels. */
  readonly leastTarget: number;
  /** The minimum for a job seeker's target. */
  readonly leastForFingers: number;
}

export function auditPage({ leastTarget, leastForFingers }: AuditSizes): Seen {
  const findings: Finding[] = [];
  const said = new Set<string>();
  const find = (kind: Finding['kind'], what: string): void => {
    if (!said.has(kind + what)) findings.push({ kind, what });
    said.add(kind + what);
  };
  const { innerWidth: wide, innerHeight: high } = window;
  const open =
    [...document.querySelectorAll('dialog[open]')].at(-1) ??
    document.querySelector('.drawer[data-open="true"]');
  const scope = open ?? document.body;

  const name = (element: Element): string => {
    const text = (element.getAttribute('aria-label') ?? element.textContent).trim();
    const mark = element.closest('[class]')?.getAttribute('class')?.split(' ')[0] ?? '';
    return `${element.tagName.toLowerCase()}.${mark} “${text.replace(/\s+/g, ' ').slice(0, 32)}”`;
  };
  const shown = (element: Element): boolean => {
    if (element.closest('.unseen, [aria-hidden="true"]')) return false;
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  /** The nearest box that scrolls, and so may hide a part of this element. */
  const scrollerOf = (element: Element): Element | undefined => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      const tall = /auto|scroll/.test(overflowY) && at.scrollHeight > at.clientHeight;
      if (tall || (/auto|scroll/.test(overflowX) && at.scrollWidth > at.clientWidth)) return at;
      if (at.matches('dialog')) return undefined;
    }
    return undefined;
  };
  /** Whether a scrolled element is not fully visible now: another scroll position shows it. */
  const scrolledOff = (scroller: Element | undefined, rect: DOMRect): boolean => {
    if (!scroller) return false;
    const box = scroller.getBoundingClientRect();
    const sideways = rect.left < box.left || rect.right > box.right;
    return sideways || rect.top < box.top || rect.bottom > box.bottom;
  };
  const clippedBy = (element: Element, rect: DOMRect): Element | undefined => {
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY, display } = getComputedStyle(at);
      if (display === 'inline') continue;
      const box = at.getBoundingClientRect();
      const aside = rect.left < box.left - 1.5 || rect.right > box.right + 1.5;
      const below = rect.top < box.top - 1.5 || rect.bottom > box.bottom + 1.5;
      if (/hidden|clip/.test(overflowX) && aside) return at;
      if (/hidden|clip/.test(overflowY) && below) return at;
      if (/auto|scroll/.test(overflowX + overflowY)) return undefined;
    }
    return undefined;
  };
  const isInView = (rect: DOMRect): boolean =>
    rect.left > -1 && rect.top > -1 && rect.right < wide + 1 && rect.bottom < high + 1;
  /** A heading, or a line of deeds, that stays in place while the rest scrolls under it. */
  const standsStill = (cover: Element, scroller: Element | undefined): boolean => {
    if (!scroller || scroller.scrollHeight <= scroller.clientHeight) return false;
    for (let at: Element | null = cover; at && at !== scroller; at = at.parentElement) {
      if (getComputedStyle(at).position === 'sticky') return true;
    }
    return false;
  };
  /** Middle and corners, a little inside. */
  const points = ({ left, top, right, bottom, width, height }: DOMRect, inset: number) => {
    const x = Math.min(inset, width / 3);
    const y = Math.min(inset, height / 3);
    return [
      [(left + right) / 2, (top + bottom) / 2],
      [left + x, top + y],
      [right - x, top + y],
      [left + x, bottom - y],
      [right - x, bottom - y],
    ] as const;
  };
  /** Whether this element draws something itself, beyond its children. */
  const paints = (element: Element): boolean => {
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || style.opacity === '0') return false;
    if (element instanceof SVGGeometryElement) return true;
    if (element instanceof SVGElement) return false;
    if (/^(img|canvas|video|input|textarea|select)$/i.test(element.tagName)) return true;
    const clear = /^(transparent|rgba\(.*, 0\))$/.test(style.backgroundColor);
    if (!clear || style.backgroundImage !== 'none') return true;
    return [...element.childNodes].some(
      (child) => child instanceof Text && child.data.trim() !== '',
    );
  };

  // An element that ignores touches still covers text.
  const listens = new CSSStyleSheet();
  listens.replaceSync('* { pointer-events: auto !important }');

  function coverOf(owner: Element, x: number, y: number): Element | undefined {
    const isItself = (hit: Element): boolean => owner.contains(hit) || hit.contains(owner);
    // Nearly always: the list of all that lies there takes far longer.
    const top = document.elementFromPoint(x, y);
    if (!top || isItself(top)) return undefined;
    for (const hit of document.elementsFromPoint(x, y)) {
      if (isItself(hit)) return undefined;
      if (paints(hit)) return hit;
    }
    return undefined;
  }

  function checkText(owner: Element, text: Text): void {
    const range = document.createRange();
    range.selectNodeContents(text);
    const scroller = scrollerOf(owner);
    const { fontSize } = getComputedStyle(owner);
    for (const line of range.getClientRects()) {
      // A line's box overlaps its neighbours' boxes; only the height of the letters matters.
      const spare = Math.max(0, (line.height - Number.parseFloat(fontSize)) / 2);
      const rect = new DOMRect(line.x, line.y + spare, line.width, line.height - 2 * spare);
      if (rect.width < 2 || rect.height < 2) continue;
      const seen = isInView(rect);
      if (!seen && !scroller) find('outside', name(owner));
      const clip = clippedBy(owner, rect);
      if (clip) find('cut', `${name(owner)} by ${name(clip).split(' ')[0]}`);
      if (scrolledOff(scroller, rect) || !seen || clip) continue;
      for (const [x, y] of points(rect, 3)) {
        const cover = coverOf(owner, x, y);
        if (cover && !standsStill(cover, scroller))
          find('covered', `${name(owner)} by ${name(cover)}`);
      }
    }
    const { textOverflow } = getComputedStyle(owner);
    if (textOverflow === 'ellipsis' && owner.scrollWidth > owner.clientWidth + 1) {
      find('cut', name(owner));
    }
  }

  document.adoptedStyleSheets.push(listens);
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement;
    if (!(node instanceof Text) || node.data.trim() === '' || !owner || !shown(owner)) continue;
    if (/^(script|style|option)$/i.test(owner.tagName)) continue;
    checkText(owner, node);
  }
  document.adoptedStyleSheets.pop();

  const taps: { tap: string; rect: number[] }[] = [];
  const controls = 'button, input, textarea, select, a[href], summary, [role="tab"]';
  for (const control of scope.querySelectorAll<HTMLElement>(controls)) {
    if (!shown(control) || control.matches(':disabled')) continue;
    // A checkbox, radio or file input is as large as its label.
    const picks = control instanceof HTMLInputElement && /checkbox|radio|file/.test(control.type);
    const target = (picks && control.labels?.[0]) || control;
    const rect = target.getBoundingClientRect();
    if (rect.width < 2 || rect.height < 2) continue;
    const scroller = scrollerOf(target);
    const forStaff = target.closest('.drawer, .long-press, .modal') !== null;
    const least = forStaff ? leastTarget : Math.max(leastTarget, leastForFingers);
    if (Math.min(rect.width, rect.height) < least - 0.75) {
      find('small', `${name(control)} ${Math.round(rect.width)}×${Math.round(rect.height)}`);
    }
    if (!isInView(rect)) {
      if (!scroller) find('outside', name(control));
      continue;
    }
    const clip = clippedBy(target, rect);
    if (clip) find('cut', `${name(control)} by ${name(clip).split(' ')[0]}`);
    else if (!scrolledOff(scroller, rect)) {
      for (const [x, y] of points(rect, Math.min(rect.width, rect.height) * 0.3)) {
        const hit = document.elementFromPoint(x, y);
        if (hit && !target.contains(hit) && !standsStill(hit, scroller))
          find('out of reach', `${name(control)} under ${name(hit)}`);
      }
    }
    const tap = control.getAttribute('data-tap');
    if (tap) taps.push({ tap, rect: [rect.left, rect.top, rect.right, rect.bottom] });
  }

  // Nobody scrolls sideways to a row's end without a hint that it goes on.
  const goesOn = (box: Element): boolean => {
    const { right } = box.getBoundingClientRect();
    return [...box.children].some((child) => {
      const rect = child.getBoundingClientRect();
      return rect.left < right - leastTarget && rect.right > right + 1;
    });
  };
  for (const box of [scope, ...scope.querySelectorAll('*')]) {
    const { overflowX, scrollSnapType } = getComputedStyle(box);
    if (!/auto|scroll/.test(overflowX) || box.scrollWidth <= box.clientWidth + 1) continue;
    if (!shown(box) || /^(input|textarea)$/i.test(box.tagName)) continue;
    if (!scrollSnapType.startsWith('x') || !goesOn(box)) {
      find('cut', `${name(box)} is scrolled sideways`);
    }
  }

  // A job seeker does not scroll: a box that can scroll needs a name and keyboard access.
  for (const box of scope.querySelectorAll('*')) {
    if (leastForFingers === 0) continue;
    const { overflowY } = getComputedStyle(box);
    if (!/auto|scroll/.test(overflowY) || box.scrollHeight <= box.clientHeight + 1) continue;
    if (shown(box) && !box.closest('.drawer') && box.getAttribute('tabindex') === null) {
      find('cut', `${name(box)} has to be scrolled`);
    }
  }

  if (document.documentElement.scrollHeight > high + 1 || window.scrollY > 0) {
    find('outside', 'the page is taller than the screen');
  }
  if (document.documentElement.scrollWidth > wide + 1 || window.scrollX > 0) {
    find('outside', 'the page is wider than the screen');
  }

  const code = document.querySelector('[data-testid="pass-qr"]');
  const pass = document.querySelector('[data-testid="welcome"]');
  if (pass && !code && !pass.querySelector('.code-missing')) {
    find('code', 'a pass without its code');
  }
  if (!code) return { findings, taps };
  const place = code.getBoundingClientRect();
  // Check the code only where no dialog or open drawer covers it: a person closes the dialog first,
  // and a real fair has no drawer. A drawer beside the code does not matter.
  const isCovered = points(place, 3).some(([x, y]) =>
    document.elementFromPoint(x, y)?.closest('dialog[open], .drawer[data-open="true"]'),
  );
  const { left, top, width: side } = place;
  return isCovered ? { findings, taps } : { findings, taps, code: { left, top, side } };
}
