import { useEffect, useEffectEvent, useState } from 'react';
import type { Machine } from '../../../shared/contract/machines.ts';
import { Button } from '../../ui/button.tsx';
import { CheckIcon } from '../../ui/icons.tsx';
import { ListSheet } from '../../ui/list-sheet.tsx';
import { Qr } from '../../ui/qr.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { JoinStick } from './join-stick.tsx';
import { joinStickWords } from './join-stick-words.ts';
import { offerFaultWords } from '../set-up/set-up-words.ts';
import { useKeys } from '../keys/with-keys.ts';
import './join-codes.css';
import { machineWords as words } from './machine-words.ts';
import type { MachineParts } from './machine-parts.ts';
import { isListed, isWaiting } from './waiting.ts';

export interface JoinCodesProps extends MachineParts {
  /** Its code comes first. */
  readonly first?: number;
  readonly onClose: () => void;
}

/** One code after the other, each until its machine has joined. */
export function JoinCodes({ atWork, machines, first, onClose }: JoinCodesProps) {
  const waiting = machines.machines.filter(isWaiting);
  const [slot, setSlot] = useState(first ?? waiting[0]?.slot);
  const [toStick, setToStick] = useState(false);
  const shown = machines.machines.find((each) => each.slot === slot);
  const isIn = shown !== undefined && !isWaiting(shown);
  const next = useEffectEvent(() => {
    const after = waiting.find((each) => each.slot > (slot ?? 0)) ?? waiting[0];
    if (after) setSlot(after.slot);
  });
  useEffect(() => {
    if (!isIn) return;
    const timer = setTimeout(next, LOOKED_AT_MS);
    return () => clearTimeout(timer);
  }, [isIn]);
  if (toStick) {
    return <JoinStick {...{ atWork, machines, onClose }} {...(first !== undefined && { first })} />;
  }
  return (
    <ListSheet
      title={words.codesTitle}
      head={
        <div className="join-how">
          <p>
            <Text words={words.codesHow} />
          </p>
          <Button words={joinStickWords.way} onPress={() => setToStick(true)} />
        </div>
      }
      close={words.close}
      onClose={onClose}
    >
      <div className="join-codes">
        <div className="join-code-shown">
          {shown && isWaiting(shown) ? (
            <CodeOf key={shown.slot} {...{ atWork, machines }} machine={shown} />
          ) : (
            <p className="join-all-in" role="status">
              <CheckIcon />
              <Text words={shown && waiting.length > 0 ? joinedWords(shown) : words.allIn} />
            </p>
          )}
        </div>
        <ol className="join-list">
          {machines.machines.filter(isListed).map((machine) => (
            <li key={machine.slot}>
              <button
                type="button"
                aria-current={machine.slot === slot ? 'true' : undefined}
                data-in={!isWaiting(machine)}
                disabled={!isWaiting(machine)}
                onClick={() => setSlot(machine.slot)}
              >
                <Text words={words.codeOf(machine.slot, machine.name)} beside />
                <small>
                  <Text words={stateOf(machine, slot)} beside />
                </small>
              </button>
            </li>
          ))}
        </ol>
      </div>
    </ListSheet>
  );
}

/** Long enough to read who has joined. */
const LOOKED_AT_MS = 2_000;

function joinedWords({ slot, name, standsFor }: Machine): Words {
  const is = standsFor === null ? words.isIn : words.isInFor(standsFor);
  const whose = words.codeOf(slot, name);
  return { zh: `${whose.zh}：${is.zh}`, en: `${whose.en}: ${is.en}` };
}

function stateOf(machine: Machine, shown: number | undefined): Words {
  if (!isWaiting(machine)) return words.isIn;
  return machine.slot === shown ? words.isNext : words.notIn;
}

interface CodeOfProps extends Pick<MachineParts, 'atWork' | 'machines'> {
  readonly machine: Machine;
}

/** Made when it is first shown; where a code was used or forgotten, a tap makes a new one. */
function CodeOf({ atWork, machines: { codesBy }, machine: { slot, name } }: CodeOfProps) {
  const withKeys = useKeys();
  const [code, setCode] = useState<string>();
  const [said, setSaid] = useState<Words>();
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(codesBy === 'hub');

  const offer = (): ReturnType<typeof atWork.offer> =>
    withKeys(() => atWork.offer({ slot, ...(codesBy === 'server' && { token }) }));
  function took(offered: Awaited<ReturnType<typeof offer>>): void {
    setBusy(false);
    if (!offered) return setSaid(words.unanswered);
    setSaid(offered.ok ? undefined : offerFaultWords[offered.fault.kind]);
    if (offered.ok) setCode(offered.value.text);
  }
  // The hub may be starting while this is open.
  const makeFirst = useEffectEvent((maker: typeof codesBy) => {
    if (maker === 'hub' && code === undefined) offer().then(took, () => took(undefined));
  });
  useEffect(() => makeFirst(codesBy), [codesBy]);

  if (codesBy === 'nobody') {
    return (
      <p className="lead">
        <Text words={words.nobody} />
      </p>
    );
  }
  return (
    <>
      <h3>
        <Text words={words.codeOf(slot, name)} />
      </h3>
      {code === undefined ? (
        <div className="join-no-code">
          <output role="alert">
            <Text words={said ?? (busy ? words.makingCode : { zh: '', en: '' })} />
          </output>
          {codesBy === 'server' && (
            <label>
              <Text words={words.token} beside />
              <input
                type="password"
                autoComplete="off"
                value={token}
                onChange={({ currentTarget }) => setToken(currentTarget.value)}
              />
            </label>
          )}
          <Button
            look="first"
            words={words.showCode}
            busy={busy}
            disabled={codesBy === 'server' && token === ''}
            onPress={() => {
              setBusy(true);
              void offer().then(took);
            }}
          />
        </div>
      ) : (
        <>
          <div className="join-code-qr">
            <Qr text={code} label={words.codeOf(slot, name)} />
          </div>
          <p className="quiet">
            <Text words={words.codeValid} beside />
          </p>
        </>
      )}
    </>
  );
}
