import { use, useEffect, useRef, useState } from 'react';
import type { Machine } from '../../../shared/contract/machines.ts';
import { PageDesk } from '../../saving/saving.ts';
import { Button } from '../../ui/button.tsx';
import { CheckIcon } from '../../ui/icons.tsx';
import { ListSheet } from '../../ui/list-sheet.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { useKeys } from '../keys/with-keys.ts';
import './join-stick.css';
import { joinStickWords as words } from './join-stick-words.ts';
import { madeFiles } from './joining-files.ts';
import type { MachineParts } from './machine-parts.ts';
import { machineWords } from './machine-words.ts';
import { type MadeStick, StickStrip } from './stick-strip.tsx';
import { isListed, isWaiting } from './waiting.ts';

export interface JoinStickProps extends Pick<MachineParts, 'atWork' | 'machines'> {
  /** Only this one at first. */
  readonly first?: number;
  readonly onClose: () => void;
}

type Step =
  | { readonly at: 'choosing'; readonly said?: Words }
  | { readonly at: 'making'; readonly done: number; readonly of: number }
  | { readonly at: 'written'; readonly stick: MadeStick };

/** Files by which machines join without a network: chosen, made one after the other, and written to a stick. */
export function JoinStick({ atWork: { client }, machines, first, onClose }: JoinStickProps) {
  const { keep } = use(PageDesk);
  const withKeys = useKeys();
  const listed = machines.machines.filter((machine) => isListed(machine) && !machine.isThis);
  const [wanted, setWanted] = useState<readonly number[]>(() =>
    first === undefined ? listed.filter(isWaiting).map(({ slot }) => slot) : [first],
  );
  const [step, setStep] = useState<Step>({ at: 'choosing' });
  /** Which making this is: one that was stopped says nothing more. */
  const turn = useRef(0);
  useEffect(
    () => () => {
      turn.current += 1;
      client.call('machines.filesDrop', {}).catch(() => undefined);
    },
    [client],
  );
  const chosen = listed.filter(({ slot }) => wanted.includes(slot));

  async function make(): Promise<void> {
    const mine = (turn.current += 1);
    const stillWanted = (): boolean => turn.current === mine;
    const made = await madeFiles({
      client,
      withKeys,
      slots: chosen.map(({ slot }) => slot),
      onProgress: (done, total) => setStep({ at: 'making', done, of: total }),
      stillWanted,
    });
    if (!made || !stillWanted()) return;
    if (made.is === 'not-made') return setStep({ at: 'choosing', said: made.why });
    const kept = await keep(made.file, 'application/zip');
    if (!stillWanted()) return;
    const { passphrase } = made;
    setStep(
      kept.how === 'dropped'
        ? { at: 'choosing', said: words.notWritten }
        : { at: 'written', stick: { passphrase, kept, machines: chosen } },
    );
  }

  function stop(): void {
    turn.current += 1;
    client.call('machines.filesDrop', {}).catch(() => undefined);
    setStep({ at: 'choosing', said: words.stopped });
  }

  return (
    <ListSheet
      title={words.title}
      head={
        <p className="join-stick-how">
          <Text words={words.how} />
        </p>
      }
      close={words.close}
      onClose={onClose}
    >
      {step.at === 'written' ? (
        <StickStrip stick={step.stick} />
      ) : (
        <div className="join-stick">
          <fieldset disabled={step.at === 'making'}>
            <legend>
              <Text words={words.which} beside />
            </legend>
            <Button
              look="plain"
              words={wanted.length === 0 ? words.all : words.none}
              onPress={() => setWanted(wanted.length === 0 ? listed.map(({ slot }) => slot) : [])}
            />
            <ol>
              {listed.map((machine) => (
                <MachineTick
                  key={machine.slot}
                  machine={machine}
                  ticked={wanted.includes(machine.slot)}
                  onTick={(ticked) =>
                    setWanted(
                      ticked
                        ? [...wanted, machine.slot]
                        : wanted.filter((other) => other !== machine.slot),
                    )
                  }
                />
              ))}
            </ol>
          </fieldset>
          <div className="join-stick-about">
            <h3>
              <Text words={words.holds} beside />
            </h3>
            <ul>
              {[words.holdsKeys, words.holdsLost, words.holdsUntil].map((each) => (
                <li key={each.zh}>
                  <Text words={each} />
                </li>
              ))}
            </ul>
            <Making step={step} />
            {step.at === 'making' ? (
              <Button words={words.stop} onPress={stop} />
            ) : (
              <Button
                look="first"
                words={words.make(chosen.length)}
                disabled={chosen.length === 0}
                onPress={() => void make()}
              />
            )}
          </div>
        </div>
      )}
    </ListSheet>
  );
}

function Making({ step }: { readonly step: Exclude<Step, { at: 'written' }> }) {
  if (step.at === 'choosing') {
    return <output role="alert">{step.said && <Text words={step.said} beside />}</output>;
  }
  const making = words.making(step.done, step.of);
  return (
    <div role="status">
      <Text words={making} beside />
      <progress value={step.done} max={step.of} aria-label={making.zh} />
    </div>
  );
}

interface TickProps {
  readonly machine: Machine;
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
}

function MachineTick({ machine, ticked, onTick }: TickProps) {
  return (
    <li>
      <button type="button" aria-pressed={ticked} onClick={() => onTick(!ticked)}>
        <span className="join-stick-tick">{ticked && <CheckIcon />}</span>
        <Text words={machineWords.codeOf(machine.slot, machine.name)} beside />
        {!isWaiting(machine) && (
          <small>
            <Text words={words.joined} beside />
          </small>
        )}
      </button>
    </li>
  );
}
