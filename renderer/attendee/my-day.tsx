import { useEffect, useState } from 'react';
import type { Withdrawal } from '../../shared/facts.ts';
import type { MyDay } from '../../shared/contract/people.ts';
import { Button } from '../ui/button.tsx';
import { BackIcon, CheckIcon, CrossIcon, HandIcon, LockIcon, PencilIcon } from '../ui/icons.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { spoken, Text, type Words } from '../ui/text.tsx';
import { Willow } from '../ui/willow.tsx';
import { EmployersScreen } from './my-day-employers.tsx';
import { dayWords, rowsOf } from './my-day-words.ts';
import './my-day.css';
import { words } from './words.ts';

export interface MyDayProps {
  readonly erasing: 'no' | 'asked' | 'yes' | 'failed' | 'done';
  readonly myDay: () => Promise<MyDay | undefined>;
  readonly onAsk: (asked: boolean) => void;
  readonly onErase: () => void;
  /** Whether it was withdrawn. */
  readonly onWithdraw: (from: Withdrawal) => Promise<boolean>;
  readonly onCorrect: () => void;
  readonly onBack: () => void;
  readonly onHome: () => void;
  readonly onHelp: () => void;
}

/** A person's own data, shown while they hold their card; two taps erase it. */
export function MyDayScreen(props: MyDayProps) {
  const { erasing, myDay, onAsk, onErase, onCorrect, onBack, onHome, onHelp } = props;
  const [day, setDay] = useState<MyDay | 'asking' | 'unanswered'>('asking');
  const [choosing, setChoosing] = useState(false);
  useEffect(() => {
    void myDay().then((reply) => setDay(reply ?? 'unanswered'));
  }, [myDay]);
  const withdraw = async (from: Withdrawal): Promise<boolean> => {
    const done = await props.onWithdraw(from);
    if (done) setDay((await myDay()) ?? 'unanswered');
    return done;
  };
  const help = <Button look="plain" icon={<HandIcon />} words={words.askStaff} onPress={onHelp} />;

  if (erasing === 'done') {
    return (
      <Screen
        name="my-day"
        tone="good"
        scene={<Said title={dayWords.done} more={dayWords.doneMore} />}
        act={null}
        end={
          <Button
            look="first"
            icon={<CheckIcon />}
            words={dayWords.finish}
            tap="ends"
            onPress={onHome}
          />
        }
        ways={help}
      />
    );
  }
  if (erasing !== 'no') {
    return (
      <Screen
        name="my-day"
        tone="bad"
        scene={
          <>
            <Said title={dayWords.sure} more={dayWords.sureMore} />
            <output className="my-day-said">
              {erasing === 'failed' && <Text words={dayWords.failed} />}
            </output>
          </>
        }
        act={
          <>
            <Button
              look="first"
              icon={<BackIcon />}
              words={dayWords.no}
              onPress={() => onAsk(false)}
            />
            <Button
              icon={<CrossIcon />}
              words={erasing === 'yes' ? dayWords.erasing : dayWords.yes}
              tap="decides"
              busy={erasing === 'yes'}
              onPress={onErase}
            />
          </>
        }
        end={null}
        ways={help}
      />
    );
  }
  if (choosing && typeof day !== 'string') {
    return (
      <EmployersScreen
        employers={day.employers}
        onWithdraw={(employer) => withdraw({ consent: 'employer', employer })}
        onBack={() => setChoosing(false)}
      />
    );
  }
  return (
    <Screen
      name="my-day"
      scene={
        <>
          <Title words={dayWords.title} />
          <p className="lead">
            <Text words={dayWords.more} />
          </p>
          {typeof day === 'string' ? (
            <p className="lead" role="status">
              <Text words={dayWords[day]} />
            </p>
          ) : (
            <Rows day={day} />
          )}
        </>
      }
      act={
        <>
          <Button look="first" icon={<BackIcon />} words={dayWords.back} onPress={onBack} />
          <Button
            icon={<PencilIcon />}
            words={dayWords.correct}
            more={dayWords.correctMore}
            onPress={onCorrect}
          />
          {typeof day !== 'string' && (
            <Ways
              hasGroups={day.groups !== undefined}
              onGroups={() => void withdraw({ consent: 'groups' })}
              hasCard={day.card !== undefined}
              onCard={() => void withdraw({ consent: 'card' })}
              onEmployers={() => setChoosing(true)}
              onErase={() => onAsk(true)}
            />
          )}
        </>
      }
      ways={help}
    />
  );
}

interface WaysProps {
  readonly hasGroups: boolean;
  readonly onGroups: () => void;
  readonly hasCard: boolean;
  readonly onCard: () => void;
  readonly onEmployers: () => void;
  readonly onErase: () => void;
}

/** To take back a part, or all. */
function Ways(props: WaysProps) {
  const { hasGroups, onGroups, hasCard, onCard, onEmployers, onErase } = props;
  return (
    <>
      {hasGroups && (
        <Button
          icon={<LockIcon />}
          words={dayWords.withdrawGroups}
          more={dayWords.withdrawGroupsMore}
          tap="decides"
          onPress={onGroups}
        />
      )}
      {hasCard && (
        <Button
          icon={<LockIcon />}
          words={dayWords.withdrawCard}
          more={dayWords.withdrawCardMore}
          tap="decides"
          onPress={onCard}
        />
      )}
      <Button icon={<LockIcon />} words={dayWords.withdrawEmployer} onPress={onEmployers} />
      <Button
        icon={<CrossIcon />}
        words={dayWords.erase}
        more={dayWords.eraseMore}
        onPress={onErase}
      />
    </>
  );
}

function Said({ title, more }: { title: Words; more: Words }) {
  return (
    <>
      <Willow faint />
      <Title words={title} />
      <p className="lead">
        <Text words={more} />
      </p>
    </>
  );
}

function Rows({ day }: { day: MyDay }) {
  return (
    <div className="my-day" role="group" aria-label={spoken(dayWords.title)} tabIndex={0}>
      <dl>
        {rowsOf(day).map(({ name, value, from }) => (
          <div key={`${name.en} ${value.zh}`}>
            <dt>
              <Text words={name} />
            </dt>
            <dd>
              <Text words={value} />
              {from && (
                <span className="my-day-from">
                  <Text words={from} beside />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
