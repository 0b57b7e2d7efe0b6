import { educations, trades } from '../../shared/codes.ts';
import type { BoothVisitor } from '../../shared/contract/booth.ts';
import { factWords } from '../../shared/deeds.ts';
import { Who } from '../counter/who.tsx';
import { counterWords, stepWords } from '../counter/words.ts';
import { Text } from '../ui/text.tsx';
import './who-it-is.css';
import { boothWords as words } from './words.ts';

/** The name, and the number to write on a paper résumé: always in sight. */
export function WhoItIs({ standing }: { standing: BoothVisitor }) {
  const { name, anonymous, number } = standing;
  const nameless = anonymous ? words.anonymous : counterWords.nameUnknown;
  return <Who {...{ name, number, nameless }} hint={words.number} />;
}

/** What their pass says, and what already counts for them at this booth. */
export function WhatWeKnow(props: { standing: BoothVisitor; titleOf: (post: string) => string }) {
  const { standing, titleOf } = props;
  const { education, trades: wanted, visit, history, notes } = standing;
  const before = history.filter(({ fact }) => fact !== visit);
  const tells = [
    ...educations.filter(({ code }) => code === education),
    ...wanted.flatMap((code) => trades.find((trade) => trade.code === code) ?? []),
  ];
  if (tells.length === 0 && before.length === 0 && notes.length === 0) return null;
  return (
    <div className="who-known">
      {tells.length > 0 && (
        <ul className="who-answers">
          {tells.map((each) => (
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
