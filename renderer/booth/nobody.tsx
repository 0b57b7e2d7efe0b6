import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { NamelessIcon } from '../ui/icons.tsx';
import { CodeOnPhone } from '../ui/pictures.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { boothWords as words, type TypedFault, typedFaults } from './words.ts';

/** The next one is waited for: a scan, a typed code, or someone without either. */
export interface NobodyProps {
  readonly more: Words;
  /** Why the short code found nobody. */
  readonly onTyped: (text: string) => Promise<TypedFault | undefined>;
  /** Where someone without a pass is counted as such. */
  readonly onWalkIn?: () => void;
}

export function Nobody({ more, onTyped, onWalkIn }: NobodyProps) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<TypedFault>();

  async function find(): Promise<void> {
    setWrong(await onTyped(text));
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
