import { spoken, Text, type Words } from '../ui/text.tsx';
import './stepper.css';
import { newFairWords as words } from './words.ts';

export interface StepperProps {
  readonly words: Words;
  readonly more?: Words;
  readonly value: number;
  readonly least?: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

/** How many machines: two large keys and a number. */
export function Stepper({ words: name, more, value, least = 0, most, onChange }: StepperProps) {
  return (
    <div className="stepper" role="group" aria-label={spoken(name)}>
      <span className="stepper-name">
        <Text words={name} beside />
        {more && (
          <small>
            <Text words={more} beside />
          </small>
        )}
      </span>
      <StepperKeys {...{ value, least, most, onChange }} />
    </div>
  );
}

export function StepperKeys(props: Omit<StepperProps, 'words' | 'more'>) {
  const { value, least = 0, most, onChange } = props;
  return (
    <span className="stepper-keys">
      <button
        type="button"
        aria-label={spoken(words.less)}
        disabled={value <= least}
        onClick={() => onChange(value - 1)}
      >
        −
      </button>
      <output>{value}</output>
      <button
        type="button"
        aria-label={spoken(words.more)}
        disabled={value >= most}
        onClick={() => onChange(value + 1)}
      >
        ＋
      </button>
    </span>
  );
}
