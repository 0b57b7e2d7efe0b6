import { useState } from 'react';
import { words } from '../attendee/words.ts';
import type { Client } from '../client.ts';
import { Button } from '../ui/button.tsx';
import { Keys } from '../ui/keys.tsx';
import { spoken, Text, type Words } from '../ui/text.tsx';
import './pin-pad.css';
import { staffWords } from './words.ts';

const SHORTEST = 4;
const LONGEST = 8;

export interface PinPadProps {
  readonly client: Client;
  readonly said: Words | undefined;
  readonly onOpen: (key: string) => void;
  readonly onClose: () => void;
}

export function PinPad({ client, said: saidFirst, onOpen, onClose }: PinPadProps) {
  const [pin, setPin] = useState('');
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState(saidFirst);

  async function open(): Promise<void> {
    setAsking(true);
    try {
      const opened = await client.call('staff.open', { pin });
      if (opened.ok) {
        onOpen(opened.value.key);
        return;
      }
      const { fault } = opened;
      setSaid(
        fault.kind === 'locked'
          ? staffWords.locked(fault.seconds)
          : staffWords.wrongPin(fault.triesLeft),
      );
    } catch {
      setSaid(staffWords.unanswered);
    }
    setPin('');
    setAsking(false);
  }

  return (
    <div className="pin">
      <h2>
        <Text words={staffWords.pin} beside />
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
