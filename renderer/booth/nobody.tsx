import { useState } from 'react';
import type { Counter } from '../../shared/contract.ts';
import { Button } from '../ui/button.tsx';
import { NamelessIcon } from '../ui/icons.tsx';
import { CodeOnPhone } from '../ui/pictures.tsx';
import { Text } from '../ui/text.tsx';
import type { BoothsAtWork } from './booths.ts';
import { boothWords as words } from './words.ts';

/** The next one is waited for: a scan, a typed code, or someone without either. */
export function Nobody({ counter, booths }: { counter: Counter; booths: BoothsAtWork }) {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);

  async function find(): Promise<void> {
    const found = await booths.typed(counter.id, text);
    setWrong(found?.ok === false);
  }

  return (
    <div className="nobody">
      <div className="nobody-scan">
        <CodeOnPhone />
        <h3>
          <Text words={words.scan} />
        </h3>
        <p>
          <Text words={words.scanMore} />
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
            placeholder="QGEQ-QCRD-W"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-invalid={wrong}
            onChange={({ target }) => {
              setText(target.value);
              setWrong(false);
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
            <Text words={words.mistyped} beside />
          </p>
        )}
      </form>
      <Button
        look="plain"
        icon={<NamelessIcon />}
        words={words.walkIn}
        onPress={() => void booths.deed('booth.walkIn', { counter: counter.id })}
      />
    </div>
  );
}
