import { useState } from 'react';
import { readDay } from '../../../shared/calendar.ts';
import type { GivenUp } from '../../../shared/given-up.ts';
import { holdsWords } from '../../ending/holding-words.ts';
import { Button } from '../../ui/button.tsx';
import { SureAsk } from '../../ui/sure-ask.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { heldWords } from '../hub/words.ts';
import { SaveFile } from '../save-file.tsx';
import { useKeys } from '../keys/with-keys.ts';
import { Heading } from './heading.tsx';
import { MachineEnds } from './machine-ends.tsx';
import type { AfterwardsPartProps } from './part.ts';
import {
  afterwardsWords as words,
  type DestroyFault,
  destroyFaults,
  endFaults,
  endAnswers,
} from './words.ts';

/** The signed end of the fair, and the destruction of what this machine has of people. */
export function EndPart(props: AfterwardsPartProps) {
  const { end } = props.state;
  return (
    <>
      <section>
        <Heading title={words.endTitle} more={words.keepUntil(end.keepUntil)} />
        {!end.signed && !end.isPast && (
          <p>
            <Text words={words.notPast} />
          </p>
        )}
        <SignEnd {...props} />
      </section>
      {end.signed && (
        <MachineEnds atWork={props.atWork} utcOffsetMinutes={props.view.fair.utcOffsetMinutes} />
      )}
      {end.signed && <Destroy {...props} />}
    </>
  );
}

function SignEnd({ atWork, state: { end } }: AfterwardsPartProps) {
  const withKeys = useKeys();
  const [asks, setAsks] = useState(false);
  const [said, setSaid] = useState<Words>();
  const [typed, setTyped] = useState('');
  const day = readDay(typed);

  function ask(): void {
    setTyped('');
    setAsks(true);
  }

  async function sign(): Promise<void> {
    if (day === undefined) return;
    const signed = await withKeys(() => atWork.end(day));
    setAsks(false);
    setSaid(
      signed?.ok
        ? endAnswers[signed.value.answer]
        : signed
          ? endFaults[signed.fault.kind]
          : words.notSaved,
    );
  }

  return (
    <>
      {end.signed ? (
        <>
          <p>
            <strong>
              <Text words={words.signed(end.signed.day, end.signed.time)} beside />
            </strong>
          </p>
          <SaveFile words={words.endFile} type="application/json" make={() => atWork.endFile()} />
          <p className="quiet">
            <Text words={words.endFileMore} />
          </p>
        </>
      ) : (
        end.isPast && (
          <>
            <p>
              <Text words={words.past} beside />
            </p>
            <div className="tools">
              <Button look="first" words={words.signEnd} onPress={ask} />
            </div>
          </>
        )
      )}
      <output role="alert">{said && <Text words={said} beside />}</output>
      {asks && (
        <SureAsk
          title={words.signEndTitle}
          more={words.signEndMore}
          checks={Object.values(words.checks)}
          yes={words.signEndYes}
          no={words.cancel}
          ready={day !== undefined}
          said={undefined}
          onYes={sign}
          onNo={() => setAsks(false)}
        >
          <label>
            <Text words={words.today} beside />
            <input
              inputMode="numeric"
              autoComplete="off"
              placeholder="20270501"
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
          </label>
        </SureAsk>
      )}
    </>
  );
}

function Destroy({ atWork, state }: AfterwardsPartProps) {
  const [asked, setAsked] = useState<GivenUp>();
  const [said, setSaid] = useState<Words>();
  const { gives } = state.end;
  const lost = givenUpWords(gives, state.facts);

  async function destroy(seen: GivenUp): Promise<void> {
    const done = await atWork.destroy(seen);
    if (done?.ok) return;
    setSaid(destroyFault(done?.fault.kind));
  }

  return (
    <section>
      <Heading title={words.destroyTitle} more={words.destroyMore} />
      {lost.length > 0 && (
        <ul className="given-up">
          {lost.map((each) => (
            <li key={each.zh}>
              <Text words={each} />
            </li>
          ))}
        </ul>
      )}
      <div className="tools">
        <Button
          words={words.destroyAsk}
          onPress={() => {
            setSaid(undefined);
            setAsked(gives ?? { own: null, hub: [] });
          }}
        />
      </div>
      {asked && (
        <SureAsk
          title={words.destroyQuestion}
          more={words.destroyMore}
          checks={[
            ...Object.values(words.destroyChecks),
            ...(givenUpWords(asked, state.facts).length > 0 ? [words.destroyGivesUp] : []),
          ]}
          yes={words.destroyYes}
          no={words.cancel}
          said={said}
          onYes={() => destroy(asked)}
          onNo={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

/** What is lost for the figures with this machine, or has still to be sent. */
function givenUpWords(gives: GivenUp | null, facts: number): readonly Words[] {
  if (!gives) return [destroyFaults['facts-wait']];
  const own = gives.own ? [holdsWords(gives.own, facts)] : [];
  return [...own, ...gives.hub.map(heldWords)];
}

const destroyFault = (kind: DestroyFault | undefined): Words =>
  kind === undefined ? words.notSaved : destroyFaults[kind];
