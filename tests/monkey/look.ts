/** What is on the screen after a step. */

export interface Control {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly kind: 'button' | 'field' | 'choice';
}

interface Column {
  readonly place: string;
  readonly number: string;
  /** Figures by their Chinese names. */
  readonly figures: Readonly<Record<string, number>>;
}

export interface Look {
  readonly step: string;
  readonly controls: readonly Control[];
  /** Controls out of sight that scrolling can reach. */
  readonly hidden: readonly string[];
  readonly dialogs: readonly { readonly label: string; readonly wayOut: boolean }[];
  readonly scale: number;
  /** Boxes that are scrolled although nobody can scroll them back. */
  readonly scrolled: readonly string[];
  readonly pass: { readonly dots: number; readonly inside: boolean } | null;
  readonly columns: readonly Column[];
  /** At idle, everything that the page still holds about a person. */
  readonly left: string;
}

/** Runs in the page. */
export function lookAround(): Look {
  const CONTROL = 'button, input, textarea, select, a[href], summary';
  const tidy = (text: string | null | undefined): string =>
    (text ?? '').replace(/\s+/g, ' ').trim();
  const words = (element: Element): string => {
    const own = element.getAttribute('aria-label') ?? element.textContent;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : own;
    return tidy(label).slice(0, 60);
  };
  const scrollable = (element: Element): boolean => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      const tall = /auto|scroll/.test(overflowY) && at.scrollHeight > at.clientHeight;
      if (tall || (/auto|scroll/.test(overflowX) && at.scrollWidth > at.clientWidth)) return true;
    }
    return false;
  };
  function reached(element: Element): boolean {
    const { x, y, width, height } = element.getBoundingClientRect();
    if (width < 4 || height < 4) return false;
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    return hit !== null && (element.contains(hit) || hit.contains(element));
  }

  const dialogs = [...document.querySelectorAll('dialog[open]')];
  const top = dialogs.at(-1);
  const controls: Control[] = [];
  const hidden: string[] = [];
  for (const element of (top ?? document).querySelectorAll(CONTROL)) {
    if (element.matches(':disabled, .drawer *')) continue;
    const { x, y, width, height } = element.getBoundingClientRect();
    if (reached(element)) {
      const kind = element.matches('input, textarea')
        ? 'field'
        : element.matches('select')
          ? 'choice'
          : 'button';
      controls.push({ x, y, width, height, label: words(element), kind });
    } else if (width >= 4 && scrollable(element)) hidden.push(words(element));
  }

  const scrolled = window.scrollX !== 0 || window.scrollY !== 0 ? ['the document'] : [];
  for (const element of document.querySelectorAll('*')) {
    if (element.scrollTop === 0 && element.scrollLeft === 0) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const stuck = (value: string): boolean => value === 'hidden' || value === 'clip';
    const lost =
      (element.scrollTop !== 0 && stuck(overflowY)) ||
      (element.scrollLeft !== 0 && stuck(overflowX));
    if (lost && !element.matches('input, textarea, dialog *')) {
      scrolled.push(`${element.tagName} ${element.className}`);
    }
  }

  const step = document.querySelector('.stage')?.getAttribute('data-step') ?? '';
  function passHere(): Look['pass'] {
    if (step !== 'welcome' || !document.querySelector('.ticket')) return null;
    const image = document.querySelector('img[data-testid=pass-qr]');
    if (!(image instanceof HTMLImageElement)) return { dots: 0, inside: false };
    const { left, top: upper, right, bottom, width } = image.getBoundingClientRect();
    const modules = Number(/viewBox="0 0 ([\d.]+)/.exec(decodeURIComponent(image.src))?.[1]);
    return {
      dots: Math.round((width * devicePixelRatio * 100) / modules) / 100,
      inside: left >= 0 && upper >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1,
    };
  }

  function leftAtIdle(): string {
    if (step !== 'idle') return '';
    const body = document.documentElement.cloneNode(true);
    if (body instanceof Element) {
      for (const sample of body.querySelectorAll('.drawer, script, style')) sample.remove();
    }
    const state: unknown = history.state;
    return [
      body instanceof Element ? body.outerHTML : '',
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      JSON.stringify(state),
      location.href,
      document.title,
    ].join('\n');
  }

  return {
    step,
    controls,
    hidden,
    dialogs: dialogs.map((dialog) => ({
      label: words(dialog).slice(0, 40),
      wayOut:
        dialog !== top ||
        [...dialog.querySelectorAll('button')].some(
          (button) => !button.matches(':disabled') && (reached(button) || scrollable(button)),
        ),
    })),
    scale: window.visualViewport?.scale ?? 1,
    scrolled,
    pass: passHere(),
    columns: [...document.querySelectorAll('section.counter, .desk-work')].map((place) => ({
      place: place.getAttribute('aria-label') ?? '',
      number: tidy(place.querySelector('[data-testid=number]')?.textContent),
      figures: Object.fromEntries(
        [...place.querySelectorAll('.counter-head dl > div')].map((figure) => [
          tidy(figure.querySelector('dt .zh, dt')?.textContent),
          Number(figure.querySelector('dd')?.textContent),
        ]),
      ),
    })),
    left: leftAtIdle(),
  };
}
