import { useState } from 'react';
import type { MyDay } from '../../shared/contract/people.ts';
import { Button } from '../ui/button.tsx';
import { BackIcon } from '../ui/icons.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { spoken, Text } from '../ui/text.tsx';
import { dayWords } from './my-day-words.ts';

export interface EmployersProps {
  readonly employers: MyDay['employers'];
  readonly onWithdraw: (booth: string) => Promise<boolean>;
  readonly onBack: () => void;
}

/** An entrance does not know who left a résumé where, so a person chooses among all employers. */
export function EmployersScreen({ employers, onWithdraw, onBack }: EmployersProps) {
  const [failed, setFailed] = useState(false);
  return (
    <Screen
      name="my-day"
      scene={
        <>
          <Title words={dayWords.employersTitle} />
          <p className="lead">
            <Text words={dayWords.employersMore} />
          </p>
          <output className="my-day-said">
            {failed && <Text words={dayWords.notWithdrawn} />}
          </output>
        </>
      }
      act={
        <>
          <div
            className="my-day employers"
            role="group"
            aria-label={spoken(dayWords.employersTitle)}
            tabIndex={0}
          >
            {employers.map(({ booth, employer, withdrawn }) => (
              <button
                key={booth}
                type="button"
                className="employer"
                disabled={withdrawn}
                onClick={() => void onWithdraw(booth).then((done) => setFailed(!done))}
              >
                <b>{booth}</b>
                <span>{employer}</span>
                {withdrawn && (
                  <span className="employer-withdrawn">
                    <Text words={dayWords.withdrawn} beside />
                  </span>
                )}
              </button>
            ))}
          </div>
          <Button look="first" icon={<BackIcon />} words={dayWords.backToDay} onPress={onBack} />
        </>
      }
    />
  );
}
