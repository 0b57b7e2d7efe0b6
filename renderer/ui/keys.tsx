import './keys.css';
import { useTypedKeys } from '../wedge/typed-keys.ts';
import { RubIcon } from './icons.tsx';
import { spoken, Text, type Words } from './text.tsx';

export interface KeysProps {
  readonly label: Words;
  readonly empty: boolean;
  /** The key beside the zero, if any, and whether it is possible now. */
  readonly extra?: { readonly sign: 'X'; readonly enabled: boolean };
  /** Nothing more may be typed until something is deleted. */
  readonly stuck: boolean;
  readonly rub: Words;
  readonly clear: Words;
  /** One sign from the screen, or several from a keyboard: the receiver must check them. */
  readonly onType: (text: string) => void;
  readonly onRub: () => void;
  readonly onClear: () => void;
}

export function Keys(props: KeysProps) {
  const { label, empty, extra, stuck, rub, clear, onType, onRub, onClear } = props;
  useTypedKeys({ onType, onRub });
  const key = (sign: string, disabled = false) => (
    <button
      key={sign}
      type="button"
      className="key"
      disabled={disabled}
      aria-disabled={stuck}
      onClick={() => onType(sign)}
    >
      {sign}
    </button>
  );
  const clearKey = (
    <button type="button" className="key key-clear" disabled={empty} onClick={onClear}>
      <Text words={clear} />
    </button>
  );
  return (
    <div
      role="group"
      aria-label={spoken(label)}
      className={extra ? 'keys keys-with-extra' : 'keys'}
      data-stuck={stuck}
    >
      {Array.from('123456789', (sign) => key(sign))}
      {extra ? key(extra.sign, !extra.enabled) : clearKey}
      {key('0')}
      <button type="button" className="key key-rub" disabled={empty} onClick={onRub}>
        <RubIcon />
        <Text words={rub} />
      </button>
      {extra && clearKey}
    </div>
  );
}
