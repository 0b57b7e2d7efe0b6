import { checkTyped, type Typed } from '../../shared/id-number.ts';
import { Button } from '../ui/button.tsx';
import { BackIcon, HandIcon, NextIcon } from '../ui/icons.tsx';
import { Keys } from '../ui/keys.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { spoken, Text, type Words } from '../ui/text.tsx';
import { Willow } from '../ui/willow.tsx';
import type { KeypadFault } from './steps.ts';
import './keypad.css';
import { NUMBER_GROUPS, NUMBER_LENGTH, typeNumber } from './number-typing.ts';
import { keypadFaults, typedFaults, words } from './words.ts';

export interface KeypadProps {
  readonly typed: string;
  readonly asking: boolean;
  readonly fault: KeypadFault | undefined;
  readonly onTyped: (typed: string) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
  readonly onHelp: () => void;
}

export function KeypadScreen(props: KeypadProps) {
  const { typed, asking, fault, onTyped, onNext, onBack, onHelp } = props;
  const checked = checkTyped(typed);
  const wrong = checked.kind === 'impossible' || fault !== undefined;
  return (
    <Screen
      name="keypad"
      scene={
        <>
          <Willow faint />
          <Title words={words.keypad.title} />
          <Digits typed={typed} checked={checked} />
          <output className={wrong ? 'verdict verdict-wrong' : 'verdict'}>
            <Text words={verdict(typed, checked, fault)} />
          </output>
          <p className="letters quiet">
            <Text words={words.keypad.letters} />
          </p>
        </>
      }
      act={
        <>
          <Keys
            label={words.keypad.keys}
            empty={typed === ''}
            extra={{ sign: 'X', enabled: typed.length === NUMBER_LENGTH - 1 }}
            stuck={checked.kind !== 'open'}
            rub={words.keypad.rub}
            clear={words.keypad.clear}
            onType={(text) => onTyped(typeNumber(typed, text))}
            onRub={() => onTyped(typed.slice(0, -1))}
            onClear={() => onTyped('')}
          />
          <Button
            look="first"
            icon={<NextIcon />}
            words={asking ? words.keypad.asking : words.keypad.next}
            disabled={checked.kind !== 'complete'}
            busy={asking}
            onPress={onNext}
          />
        </>
      }
      ways={
        <>
          <Button look="plain" icon={<BackIcon />} words={words.back} onPress={onBack} />
          <Button look="plain" icon={<HandIcon />} words={words.askStaff} onPress={onHelp} />
        </>
      }
    />
  );
}

function verdict(typed: string, checked: Typed, fault: KeypadFault | undefined): Words {
  if (fault !== undefined) return keypadFaults[fault];
  switch (checked.kind) {
    case 'impossible':
      return typedFaults[checked.why];
    case 'complete':
      return words.keypad.complete;
    case 'open':
      return typed === '' ? words.keypad.hint : words.keypad.left(NUMBER_LENGTH - typed.length);
  }
}

function Digits({ typed, checked }: { typed: string; checked: Typed }) {
  const wrongAt = checked.kind === 'impossible' ? checked.index : -1;
  const look = (at: number): string => {
    if (at === wrongAt) return 'digit digit-wrong';
    return at === typed.length ? 'digit digit-here' : 'digit';
  };
  return (
    <div className="digits" data-complete={checked.kind === 'complete'}>
      <p className="unseen" data-testid="typed-number">
        {spoken(words.keypad.display)}: {typed || '—'}
      </p>
      {NUMBER_GROUPS.map(([from, to]) => (
        <span key={from} className="digit-group" aria-hidden="true">
          {Array.from({ length: to - from }, (_, i) => (
            <span key={from + i} className={look(from + i)}>
              {typed[from + i] ?? ''}
            </span>
          ))}
        </span>
      ))}
    </div>
  );
}
