import { educations, trades } from '../../shared/codes.ts';
import type { Standing } from '../../shared/contract.ts';
import { factWords } from '../../shared/words/fact-words.ts';
import { Text } from '../ui/text.tsx';
import { boothWords as words, stepWords } from './words.ts';

/** The name, and the number that goes on a paper résumé: always in sight. */
export function WhoItIs({ standing }: { standing: Standing }) {
  const { name, anonymous, number } = standing;
  return (
    <div className="who">
      <h3>{name || <Text words={anonymous ? words.anonymous : words.nameUnknown} beside />}</h3>
      <p className="who-number">
        <b data-testid="number">{number}</b>
        <Text words={words.number} />
      </p>
    </div>
  );
}

/** What their pass tells, and what stands for them at this booth already. */
export function WhatWeKnow(props: { standing: Standing; titleOf: (post: string) => string }) {
  const { standing, titleOf } = props;
  const { education, trades: wanted, visit, history, notes } = standing;
  const before = history.filter(({ fact }) => fact !== visit);
  const told = [
    ...educations.filter(({ code }) => code === education),
    ...wanted.flatMap((code) => trades.find((trade) => trade.code === code) ?? []),
  ];
  if (told.length === 0 && before.length === 0 && notes.length === 0) return null;
  return (
    <div className="who-known">
      {told.length > 0 && (
        <ul className="who-told">
          {told.map((each) => (
            <li key={each.zh}>
              <Text words={each} beside />
            </li>
          ))}
        </ul>
      )}
      {(before.length > 0 || notes.length > 0) && (
        <ul className="who-before">
          {before.slice(-4).map((action) => (
            <li key={action.fact}>
              <time>{action.at}</time> {factWords[action.kind].zh}
              {action.step && ` ${stepWords(action.step).zh}`}
              {action.post !== undefined && ` · ${titleOf(action.post)}`}
            </li>
          ))}
          {notes.slice(-2).map(({ at, text }) => (
            <li key={at + text}>
              <time>{at}</time> “{text}”
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
