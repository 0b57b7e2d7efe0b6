import { useState } from 'react';
import { words } from '../attendee/words.ts';
import { Button } from '../ui/button.tsx';
import { Keys } from '../ui/keys.tsx';
import { spoken, Text, type Words } from '../ui/text.tsx';
import './pin-pad.css';
import { staffWords } from './words.ts';

const SHORTEST = 4;
const LONGEST = 8;

export type PinAnswer =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly fault:
        | { readonly kind: 'wrong-pin'; readonly triesLeft: number }
        | { readonly kind: 'locked'; readonly seconds: number }
        | { readonly kind: 'other'; readonly words: Words };
    };

export interface PinPadProps {
  readonly title: Words;
  readonly said: Words | undefined;
  /** Tries the PIN; the pad shows what is wrong with it. */
  readonly onPin: (pin: string) => Promise<PinAnswer>;
  readonly onClose: () => void;
}

export function PinPad({ title, said: saidFirst, onPin, onClose }: PinPadProps) {
  const [pin, setPin] = useState('');
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState(saidFirst);

  async function open(): Promise<void> {
    setAsking(true);
    try {
      const opened = await onPin(pin);
      if (opened.ok) return;
      setSaid(wrong(opened.fault));
    } catch {
      setSaid(staffWords.unanswered);
    }
    setPin('');
    setAsking(false);
  }

  return (
    <div className="pin">
      <h2>
        <Text words={title} beside />
      </h2>
      <div className="pin-dots" role="img" aria-label={spoken(staffWords.typedSoFar(pin.length))}>
        {Array.from({ length: LONGEST }, (_, i) => (
          <i key={i} data-typed={i < pin.length} data-needed={i < SHORTEST} />
        ))}
      </div>
      <output className={said ? 'pin-said pin-wrong' : 'pin-said'}>
        <Text words={said ?? staffWords.pinMore} beside />
      </output>
      <Keys
        label={words.keypad.keys}
        empty={pin === ''}
        stuck={pin.length >= LONGEST || asking}
        rub={words.keypad.rub}
        clear={words.keypad.clear}
        onType={(text) => {
          if (!asking) setPin((pin + text.replace(/\D/g, '')).slice(0, LONGEST));
        }}
        onRub={() => setPin(pin.slice(0, -1))}
        onClear={() => setPin('')}
      />
      <div className="pair">
        <Button words={staffWords.close} onPress={onClose} />
        <Button
          look="first"
          words={staffWords.enter}
          disabled={pin.length < SHORTEST}
          busy={asking}
          onPress={() => void open()}
        />
      </div>
    </div>
  );
}

function wrong(fault: Extract<PinAnswer, { ok: false }>['fault']): Words {
  switch (fault.kind) {
    case 'locked':
      return staffWords.locked(fault.seconds);
    case 'wrong-pin':
      return staffWords.wrongPin(fault.triesLeft);
    case 'other':
      return fault.words;
  }
}
