import { useEffect, useState } from 'react';
import { MOST_REHEARSING } from '../../../shared/contract/rehearsal.ts';
import type { Problem, Rehearsal } from '../../../shared/report/rehearsal.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import type { SetUpPartProps } from '../set-up/set-up-part.ts';
import './rehearsal-part.css';
import { groupsOf, mendedAt, problemWords, rehearsalWords as words } from './words.ts';

/** The fair gone through in a copy, and what went wrong. */
export function RehearsalPart({ atWork: { client }, setUp, go }: SetUpPartProps) {
  const [rehearsal, setRehearsal] = useState<Rehearsal>();
  const [said, setSaid] = useState<Words>();
  const employers = setUp.open?.employers ?? 40;
  // Two booths each: every booth has its turn.
  const [people, setPeople] = useState(() => Math.min(MOST_REHEARSING, Math.max(30, employers)));
  useEffect(() => {
    const look = (): void =>
      void client.call('rehearsal.state', {}).then(setRehearsal, () => undefined);
    look();
    return client.listen({ rehearsal: setRehearsal }, look);
  }, [client]);

  async function begin(): Promise<void> {
    const begun = await client.call('rehearsal.begin', { people }).catch(() => undefined);
    setSaid(
      begun?.ok ? undefined : begun?.fault.kind === 'not-here' ? words.notHere : words.unanswered,
    );
  }

  const running = rehearsal?.at === 'running';
  return (
    <section className="rehearsal">
      <h2>
        <Text words={words.title} beside />
      </h2>
      <p className="quiet">
        <Text words={words.more} />
      </p>
      <div className="set-up-row">
        <label>
          <Text words={words.people} beside />
          <input
            type="number"
            min={1}
            max={MOST_REHEARSING}
            value={people}
            disabled={running}
            onChange={({ currentTarget }) =>
              setPeople(Math.min(MOST_REHEARSING, Math.max(1, Number(currentTarget.value) || 1)))
            }
          />
        </label>
        {running ? (
          <Button
            words={words.stop}
            onPress={() => void client.call('rehearsal.stop', {}).catch(() => undefined)}
          />
        ) : (
          <Button
            look="first"
            words={rehearsal?.at === 'done' ? words.again : words.begin}
            onPress={() => void begin()}
          />
        )}
      </div>
      <output role="alert">{said && <Text words={said} beside />}</output>
      {rehearsal && <Shown rehearsal={rehearsal} go={go} />}
    </section>
  );
}

function Shown({ rehearsal, go }: { rehearsal: Rehearsal; go: SetUpPartProps['go'] }) {
  switch (rehearsal.at) {
    case 'none':
      return undefined;
    case 'running':
      return (
        <p role="status">
          <progress value={rehearsal.done} max={rehearsal.of} />{' '}
          <Text words={words.running(rehearsal.done, rehearsal.of)} beside />
        </p>
      );
    case 'stopped':
      return (
        <p role="status">
          <Text words={words.stopped} beside />
        </p>
      );
    case 'failed':
      return (
        <p role="alert">
          <Text words={words.failed[rehearsal.why]} beside />
        </p>
      );
    case 'done':
      return <Found rehearsal={rehearsal} go={go} />;
  }
}

interface FoundProps {
  readonly rehearsal: Extract<Rehearsal, { at: 'done' }>;
  readonly go: SetUpPartProps['go'];
}

function Found({ rehearsal, go }: FoundProps) {
  const { people, stations, booths, desks, facts, seconds, problems } = rehearsal;
  const { mend, look } = groupsOf(problems);
  return (
    <div className="rehearsal-found">
      <p role="status">
        <strong>
          <Text words={words.done(people, stations, booths, desks)} />
        </strong>
      </p>
      <p className="quiet">
        <Text words={words.facts(facts, seconds)} beside />
      </p>
      {problems.length === 0 && (
        <p className="rehearsal-well">
          <Text words={words.well} beside />
        </p>
      )}
      <Group title={words.mend(mend.length)} problems={mend} go={go} grave />
      <Group title={words.look(look.length)} problems={look} go={go} />
    </div>
  );
}

interface GroupProps {
  readonly title: Words;
  readonly problems: readonly Problem[];
  readonly go: SetUpPartProps['go'];
  readonly grave?: boolean;
}

function Group({ title, problems, go, grave = false }: GroupProps) {
  if (problems.length === 0) return undefined;
  return (
    <>
      <h3>
        <Text words={title} beside />
      </h3>
      <ul className="rehearsal-problems" data-grave={grave}>
        {problems.map((problem) => {
          const part = mendedAt(problem);
          return (
            <li key={JSON.stringify(problem)}>
              <Text words={problemWords(problem)} />
              {part && <Button words={words.go} onPress={() => go(part)} />}
            </li>
          );
        })}
      </ul>
    </>
  );
}
