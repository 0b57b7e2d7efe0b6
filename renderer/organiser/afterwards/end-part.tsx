import { useState } from 'react';
import { readDay } from '../../../shared/calendar.ts';
import { Button } from '../../ui/button.tsx';
import { SureAsk } from '../../ui/sure-ask.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { SaveFile } from '../save-file.tsx';
import { useKeys } from '../with-keys.ts';
import { Heading } from './heading.tsx';
import type { AfterwardsPartProps } from './part.ts';
import { afterwardsWords as words, endFaults, toldWords } from './words.ts';

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
        ? toldWords[signed.value.told]
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

function Destroy({ atWork }: AfterwardsPartProps) {
  const [asks, setAsks] = useState(false);
  const [said, setSaid] = useState<Words>();

  async function destroy(): Promise<void> {
    const done = await atWork.destroy();
    if (done?.ok) return;
    const kind = done?.fault.kind;
    setSaid(
      kind === 'not-ended' || kind === 'facts-wait' || kind === 'not-here'
        ? words.destroyFaults[kind]
        : words.notSaved,
    );
  }

  return (
    <section>
      <Heading title={words.destroyTitle} more={words.destroyMore} />
      <div className="tools">
        <Button words={words.destroyAsk} onPress={() => setAsks(true)} />
      </div>
      {asks && (
        <SureAsk
          title={words.destroyQuestion}
          more={words.destroyMore}
          checks={Object.values(words.destroyChecks)}
          yes={words.destroyYes}
          no={words.cancel}
          said={said}
          onYes={destroy}
          onNo={() => setAsks(false)}
        />
      )}
    </section>
  );
}
