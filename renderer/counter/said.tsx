import { AlertIcon, CheckIcon } from '../ui/icons.tsx';
import { Text } from '../ui/text.tsx';
import type { Saying } from './asking.ts';
import './said.css';
import { counterWords, saidWords } from './words.ts';

/**
 * The result of the last scan or tap. The element is always present, so that screen readers announce
 * changes.
 */
export function SaidHere(props: {
  readonly saying: Saying | undefined;
  readonly nameOf: (code: string) => string;
  readonly at: 'booth' | 'desk';
  /** The booth that it is about, where its counter is not on the screen. */
  readonly place?: string | undefined;
}) {
  const { saying, nameOf, at, place } = props;
  const badly = saying?.said.kind === 'refused' || saying?.said.kind === 'unanswered';
  return (
    <output className="said" data-badly={badly}>
      {saying && (
        <span key={saying.turn}>
          {badly ? <AlertIcon /> : <CheckIcon />}
          {place !== undefined && <b>{place}</b>}
          <Text
            words={
              saying.said.kind === 'unanswered'
                ? counterWords.unanswered
                : saidWords(saying.said, nameOf, at)
            }
          />
        </span>
      )}
    </output>
  );
}
