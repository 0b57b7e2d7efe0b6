import { CheckIcon } from '../ui/icons.tsx';
import { spoken, Text, type Words } from '../ui/text.tsx';
import './choices.css';

export interface ChoicesProps<K extends string | number> {
  readonly words: Words;
  readonly all: readonly { readonly key: K; readonly words: Words }[];
  readonly chosen: readonly K[];
  readonly onTap: (key: K) => void;
}

/** Chips in a row that wraps; the caller decides whether one or several may be chosen. */
export function Choices<K extends string | number>(props: ChoicesProps<K>) {
  const { words, all, chosen, onTap } = props;
  return (
    <div className="choices" role="group" aria-label={spoken(words)}>
      {all.map(({ key, words: own }) => {
        const isChosen = chosen.includes(key);
        return (
          <button key={key} type="button" aria-pressed={isChosen} onClick={() => onTap(key)}>
            {isChosen && <CheckIcon />}
            <Text words={own} />
          </button>
        );
      })}
    </div>
  );
}
