import type { Hello } from '../link/station-link.ts';
import { Button } from '../ui/button.tsx';
import { HandIcon, KeypadIcon, NamelessIcon } from '../ui/icons.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import { Willow, Wind } from '../ui/willow.tsx';
import './idle.css';
import { Invitation } from './invitation.tsx';
import { words } from './words.ts';

export interface IdleProps {
  readonly hello: Hello;
  readonly onType: () => void;
  readonly onNameless: () => void;
  readonly onHelp: () => void;
}

export function IdleScreen({ hello, onType, onNameless, onHelp }: IdleProps) {
  const { fair, live, readers, lane } = hello;
  return (
    <Screen
      name="idle"
      scene={
        <>
          <Willow />
          <Wind />
          <div className="fair" data-length={lengthOf(fair.name.zh)}>
            <Title words={fair.name} size="fair" />
            <p className="fair-place">
              <Text words={fair.place} />
            </p>
          </div>
          <div className="figures">
            <p className="figure-live">
              <Text words={words.idle.today(live.attendeesToday)} />
            </p>
            <p className="figure-offers">
              <Text words={words.idle.offers(fair)} />
            </p>
            <p className="organiser">
              <Text words={fair.organiser} />
            </p>
          </div>
        </>
      }
      act={
        <>
          <Invitation readers={readers} express={lane === 'express'} />
          <div className="idle-ways">
            <Button look="second" icon={<KeypadIcon />} words={words.idle.type} onPress={onType} />
            <Button
              look="second"
              icon={<NamelessIcon />}
              words={words.idle.nameless}
              onPress={onNameless}
            />
          </div>
        </>
      }
      ways={<Button look="plain" icon={<HandIcon />} words={words.askStaff} onPress={onHelp} />}
    />
  );
}

/** A fair's name may be short, as 春风招聘会, or as long as a document's heading. */
function lengthOf(name: string): 'short' | 'middling' | 'long' | 'longest' {
  if (name.length <= 14) return 'short';
  if (name.length <= 24) return 'middling';
  return name.length <= 34 ? 'long' : 'longest';
}
