import type { DeskVisitor } from '../../shared/contract/desk.ts';
import { factWords } from '../../shared/deeds.ts';
import { Who } from '../counter/who.tsx';
import { counterWords } from '../counter/words.ts';
import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import './desk-person.css';
import type { DesksAtWork } from './desks.ts';
import { deskWords as words } from './words.ts';

export interface DeskPersonProps {
  /** The target of a tap here. */
  readonly at: { readonly counter: string; readonly turn: string };
  readonly standing: DeskVisitor;
  readonly desks: DesksAtWork;
}

/** The person at the desk, what was done for them, and what they are owed. */
export function DeskPerson({ at, standing, desks }: DeskPersonProps) {
  const { name, number, history, services } = standing;
  return (
    <div className="desk-person">
      <Who {...{ name, number }} nameless={counterWords.nameUnknown} />
      <div className="desk-person-more">
        {history.length > 0 && (
          <ul className="who-before">
            {history.slice(-4).map((action) => (
              <li key={action.fact}>
                <time>{action.at}</time> {factWords[action.kind].zh} {action.what.zh}
              </li>
            ))}
          </ul>
        )}
        <h2>
          <Text words={words.services} beside />
        </h2>
        <p className="quiet">
          <Text words={words.servicesMore} beside />
        </p>
        <div className="desk-services">
          {services.map((service) => (
            <button
              key={service.code}
              type="button"
              className="choice"
              disabled={service.done === service.times}
              onClick={() => void desks.deed('desk.service', { ...at, service: service.code })}
            >
              <Text words={service} />
              <small>{words.doneOf(service.done, service.times).zh}</small>
            </button>
          ))}
        </div>
      </div>
      <Button look="plain" words={words.next} onPress={() => void desks.deed('desk.next', at)} />
    </div>
  );
}
