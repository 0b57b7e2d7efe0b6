import { cardConsent, cardRecords } from '../../shared/consents.ts';
import type { Arrival } from '../../shared/contract/people.ts';
import { listed } from '../../shared/say.ts';
import { Button } from '../ui/button.tsx';
import { BackIcon, CheckIcon, HandIcon, NamelessIcon } from '../ui/icons.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import { Willow } from '../ui/willow.tsx';
import './consent.css';
import { hello, words } from './words.ts';

export interface ConsentProps {
  readonly arrival: Arrival;
  readonly saving: 'no' | 'yes' | 'without';
  readonly onAgree: () => void;
  readonly onWithout: () => void;
  readonly onBack: () => void;
  readonly onHelp: () => void;
}

export function ConsentScreen(props: ConsentProps) {
  const { arrival, saving, onAgree, onWithout, onBack, onHelp } = props;
  const { greeting, cardExpiredOn, records } = arrival;
  const { consent } = words;
  const waits = saving !== 'no';
  return (
    <Screen
      name="consent"
      scene={
        <>
          <Willow faint />
          <Title words={hello(greeting)} />
          <section className="promise" aria-labelledby="promise">
            <h2 id="promise">
              <Text words={consent.ask} beside />
            </h2>
            <ol>
              <li>
                <Text words={consent.first} />
              </li>
              {records && (
                <li>
                  <Text
                    words={cardConsent.text(
                      listed(
                        records.map((name) => cardRecords[name]),
                        ', ',
                      ),
                    )}
                  />
                </li>
              )}
              <li>
                <Text words={greeting.by === 'name' ? consent.second : consent.secondDigits} />
              </li>
            </ol>
          </section>
          {cardExpiredOn !== undefined && (
            <p className="expired" role="note">
              <Text words={consent.expired(cardExpiredOn)} />
            </p>
          )}
        </>
      }
      act={
        <>
          <Button
            look="first"
            icon={<CheckIcon />}
            words={saving === 'yes' ? consent.saving : consent.agree}
            tap="decides"
            busy={saving === 'yes'}
            disabled={saving === 'without'}
            onPress={onAgree}
          />
          <Button
            look="second"
            icon={<NamelessIcon />}
            words={saving === 'without' ? consent.saving : consent.without}
            tap="decides"
            busy={saving === 'without'}
            disabled={saving === 'yes'}
            onPress={onWithout}
          />
          <p className="not-you">
            <Text words={consent.notYou} beside />
          </p>
        </>
      }
      end={null}
      ways={
        <>
          <Button
            look="plain"
            icon={<BackIcon />}
            words={words.back}
            disabled={waits}
            onPress={onBack}
          />
          <Button
            look="plain"
            icon={<HandIcon />}
            words={words.askStaff}
            disabled={waits}
            onPress={onHelp}
          />
        </>
      }
    />
  );
}
