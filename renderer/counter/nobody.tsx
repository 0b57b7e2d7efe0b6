import { useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import { Button } from '../ui/button.tsx';
import { NamelessIcon } from '../ui/icons.tsx';
import { CodeOnPhone } from '../ui/pictures.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './nobody.css';
import { counterWords as words, type TypedFault, typedFaults } from './words.ts';

/** The counter waits for the next person: a scan, a typed code, or a person without a pass. */
export interface NobodyProps {
  readonly more: Words;
  readonly onTyped: (text: string) => Promise<CallOutput<'booth.typed'> | undefined>;
  /** Absent if people without a pass are not counted. */
  readonly onWalkIn?: () => void;
}

export function Nobody({ more, onTyped, onWalkIn }: NobodyProps) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<TypedFault>();

  async function find(): Promise<void> {
    const found = await onTyped(text);
    setWrong(found?.ok === false ? found.fault.kind : undefined);
  }

  return (
    <div className="nobody">
      <div className="nobody-scan">
        <CodeOnPhone />
        <h3>
          <Text words={words.scan} />
        </h3>
        <p>
          <Text words={more} />
        </p>
      </div>
      <form
        className="nobody-code"
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <label>
          <Text words={words.code} beside />
          <input
            value={text}
            placeholder="8XKM-2QRT-5"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-invalid={wrong !== undefined}
            onChange={({ target }) => {
              setText(target.value);
              setWrong(undefined);
            }}
          />
        </label>
        <Button
          look="second"
          words={words.codeGo}
          disabled={text.trim() === ''}
          onPress={() => void find()}
        />
        {wrong && (
          <p role="alert">
            <Text words={typedFaults[wrong]} beside />
          </p>
        )}
      </form>
      {onWalkIn && (
        <Button look="plain" icon={<NamelessIcon />} words={words.walkIn} onPress={onWalkIn} />
      )}
    </div>
  );
}
