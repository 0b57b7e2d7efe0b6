import { spoken, type Words } from '../ui/text.tsx';
import type { Onward } from './field-text.ts';
import type { Mode, Named } from './layouts.ts';
import { PARTING } from './spelling.ts';
import { keyboardWords as words, onwardWords } from './words.ts';

/** How named keys look, and what assistive technology calls them. The library needs HTML. */

type Parting = typeof PARTING;

export interface KeyFace {
  readonly html: string;
  readonly name: string;
}

export function facesOf(mode: Mode, onward: Onward): Readonly<Record<Named | Parting, KeyFace>> {
  return {
    [PARTING]: mode.chinese ? written(words.parting) : { html: PARTING, name: PARTING },
    rub: drawn(
      'M17 10h21a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4H17L5 24 17 10Zm7 9 10 10m0-10L24 29',
      words.rub,
    ),
    shift: drawn(
      mode.capitals === 'always'
        ? 'm24 6 15 16h-8v11H17V22H9L24 6Zm-7 35h14'
        : 'm24 8 15 16h-8v14H17V24H9L24 8Z',
      words.shift,
    ),
    hide: drawn('M7 8h34v20H7zm8 7h.02M24 15h.02M33 15h.02M17 22h14m-13 13 6 6 6-6', words.hide),
    marks: written(words.marks),
    letters: written(words.letters),
    gap: written(words.gap),
    enter: written(onwardWords[onward]),
    switch: {
      html: mode.chinese ? '<b>中</b><i>/英</i>' : '<i>中/</i><b>英</b>',
      name: spoken(mode.chinese ? words.toLatin : words.toChinese),
    },
  };
}

function written(label: Words): KeyFace {
  return {
    html: `<b lang="zh-CN">${label.zh}</b><small lang="en">${label.en}</small>`,
    name: spoken(label),
  };
}

function drawn(path: string, label: Words): KeyFace {
  const pen = 'fill="none" stroke="currentColor" stroke-width="3.2" stroke-linecap="round"';
  return {
    html: `<svg viewBox="0 0 48 48" ${pen} stroke-linejoin="round" aria-hidden="true"><path d="${path}"/></svg>`,
    name: spoken(label),
  };
}
