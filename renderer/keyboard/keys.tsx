import { useEffect, useEffectEvent, useRef } from 'react';
import { SimpleKeyboard } from 'simple-keyboard/build/index.modern.js';
import type { KeyboardOptions } from 'simple-keyboard/build/interfaces.js';
import type { Onward } from './field-text.ts';
import { facesOf, type KeyFace } from './key-faces.ts';
import { type Mode, type Named, rowsOf } from './layouts.ts';

export type KeyName = { readonly named: Named } | { readonly sign: string };

export interface KeysProps {
  readonly mode: Mode;
  readonly onward: Onward;
  readonly onKey: (key: KeyName) => void;
}

/**
 * The library draws the rows, accepts several fingers at once and repeats a held backspace. It stores typed
 * text in a global variable, except for keys in braces: so each of our keys has them, to keep personal data
 * out.
 */
export function Keys({ mode, onward, onKey }: KeysProps) {
  const rows = useRef<HTMLDivElement>(null);
  const keyboard = useRef<SimpleKeyboard>(undefined);
  const take = useEffectEvent(onKey);

  useEffect(() => {
    const element = rows.current;
    if (!element) return undefined;
    const made = new SimpleKeyboard(element, {
      layout: { default: [] },
      theme: 'keyboard-rows',
      enableLayoutCandidates: false,
      disableCaretPositioning: true,
      useButtonTag: true,
      preventMouseDownDefault: true,
      onKeyPress: (button) => {
        const key = keyOf(button);
        if (key && !isLast(key)) take(key);
      },
    });
    keyboard.current = made;
    const onClick = ({ target }: Event): void => {
      const button = target instanceof Element && target.closest('[data-skbtn]');
      const key = button ? keyOf(button.getAttribute('data-skbtn') ?? '') : undefined;
      if (key && isLast(key)) take(key);
    };
    element.addEventListener('click', onClick);
    return () => {
      element.removeEventListener('click', onClick);
      made.destroy();
    };
  }, []);

  useEffect(() => {
    keyboard.current?.setOptions(optionsOf(mode, onward));
  }, [mode, onward]);

  return <div ref={rows} className="keyboard-keys" />;
}

/** The page may change at these keys, so they act only when the finger is up. */
function isLast(key: KeyName): boolean {
  return 'named' in key && (key.named === 'hide' || key.named === 'enter');
}

/** The library's name for the only key that it repeats. */
const RUB = '{bksp}';

const NAMED: readonly Named[] = [
  'rub',
  'shift',
  'marks',
  'letters',
  'switch',
  'gap',
  'hide',
  'enter',
];

function buttonOf(key: string): string {
  return key === 'rub' ? RUB : `{${key}}`;
}

function keyOf(button: string): KeyName | undefined {
  if (button === RUB) return { named: 'rub' };
  const inside = /^\{(.+)\}$/su.exec(button)?.[1];
  const named = NAMED.find((name) => name === inside);
  if (named) return { named };
  return inside === undefined ? undefined : { sign: inside };
}

function optionsOf(mode: Mode, onward: Onward): KeyboardOptions {
  const rows = rowsOf(mode);
  const faces: Readonly<Record<string, KeyFace>> = facesOf(mode, onward);
  const keys = [...new Set(rows.flat())];
  const attribute = (name: string, value: string, marked: readonly string[]) => ({
    attribute: name,
    value,
    buttons: marked.map(buttonOf).join(' '),
  });
  const layoutName = mode.kind === 'digits' || mode.kind === 'code' ? mode.kind : mode.page;
  return {
    layoutName,
    layout: {
      [layoutName]: rows.map((row) => row.map(buttonOf).join(' ')),
    },
    display: Object.fromEntries(
      keys.map((key) => [buttonOf(key), faces[key]?.html ?? escaped(key)]),
    ),
    buttonAttributes: [
      attribute('type', 'button', keys),
      attribute('tabindex', '-1', keys),
      ...keys.flatMap((key) => {
        const face = faces[key];
        return face ? [attribute('aria-label', face.name, [key])] : [];
      }),
      attribute(
        'data-key',
        'named',
        NAMED.filter((key) => keys.includes(key)),
      ),
      attribute(
        'aria-pressed',
        String(mode.capitals !== 'no'),
        keys.filter((key) => key === 'shift'),
      ),
    ].filter(({ buttons }) => buttons !== ''),
  };
}

function escaped(sign: string): string {
  return sign.replace(/[&<>"]/g, (each) => `&#${String(each.charCodeAt(0))};`);
}
