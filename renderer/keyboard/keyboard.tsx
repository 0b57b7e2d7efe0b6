import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { spoken } from '../ui/text.tsx';
import { CandidateList } from './candidate-list.tsx';
import { read } from './candidates.ts';
import { type Key, press } from './composing.ts';
import { goOnward, onwardOf, rubFrom, writeInto } from './field-text.ts';
import type { Served } from './fields.ts';
import { keepInSight } from './in-sight.ts';
import { type KeyName, Keys } from './keys.tsx';
import { afterSign, firstMode, turned } from './layouts.ts';
import { type Branch, lexiconOf, noWords } from './lexicon.ts';
import { keyboardWords as words } from './words.ts';
import './keyboard.css';

export interface KeyboardProps {
  readonly served: Served;
  readonly onHide: () => void;
}

/** Serves one field, from the touch until it loses the focus. */
export function Keyboard({ served: { field, kind }, onHide }: KeyboardProps) {
  const [mode, setMode] = useState(() => firstMode(kind));
  const [letters, setLetters] = useState('');
  const [onward] = useState(() => onwardOf(field));
  const lexicon = useLexicon(kind === 'chinese');
  const reading = useMemo(() => read(lexicon, letters), [lexicon, letters]);
  const panel = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return undefined;
    // In the top layer and inside an open dialog, so that it covers the dialog and can still be touched.
    element.showPopover();
    // The field keeps the focus.
    const refuse = (event: Event): void => event.preventDefault();
    element.addEventListener('pointerdown', refuse);
    element.addEventListener('contextmenu', refuse);
    const letGo = keepInSight(field, element);
    return () => {
      element.removeEventListener('pointerdown', refuse);
      element.removeEventListener('contextmenu', refuse);
      letGo();
    };
  }, [field]);

  function take(key: Key): void {
    const { letters: rest, deed } = press(lexicon, letters, key);
    setLetters(rest);
    if (deed.kind === 'write') writeInto(field, deed.text);
    else if (deed.kind === 'rub') rubFrom(field);
    else if (deed.kind === 'enter') goOnward(field);
  }

  function onKey(key: KeyName): void {
    if ('sign' in key) {
      const pinyin = mode.chinese && mode.page === 'letters' && /[a-z']/.test(key.sign);
      take(pinyin ? { kind: 'letter', letter: key.sign } : { kind: 'sign', sign: key.sign });
      setMode(afterSign(mode));
      return;
    }
    switch (key.named) {
      case 'rub':
      case 'enter':
        return take({ kind: key.named });
      case 'gap':
        return take({ kind: 'space' });
      case 'hide':
        return onHide();
      case 'switch':
        take({ kind: 'switch' });
        return setMode(turned(mode, 'switch'));
      case 'shift':
      case 'marks':
      case 'letters':
        return setMode(turned(mode, key.named));
    }
  }

  return createPortal(
    <div
      ref={panel}
      popover="manual"
      role="group"
      aria-label={spoken(words.keyboard)}
      className="keyboard"
      data-kind={kind}
    >
      <div className="keyboard-face">
        <Keys mode={mode} onward={onward} onKey={onKey} />
        {letters !== '' && (
          <CandidateList
            reading={reading}
            onPick={(candidate) => take({ kind: 'pick', candidate })}
          />
        )}
      </div>
    </div>,
    field.closest('dialog') ?? document.body,
  );
}

let loaded: Promise<Branch> | undefined;

/** Without the word list, letters are written unchanged. */
function useLexicon(wanted: boolean): Branch {
  const [lexicon, setLexicon] = useState(noWords);
  useEffect(() => {
    if (!wanted) return;
    loaded ??= import('./words.txt?raw').then(({ default: list }) => lexiconOf(list));
    loaded.then(setLexicon).catch(() => {
      loaded = undefined;
    });
  }, [wanted]);
  return lexicon;
}
