import { useState } from 'react';
import type { Machine, Machines } from '../../../shared/contract/machines.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { useKeys } from '../keys/with-keys.ts';
import './ask-trust.css';
import { useKeepsFile } from './keeps-file.ts';
import { machineFaultWords, machineWords as words } from './machine-words.ts';
import type { MachineSheetProps } from './machine-parts.ts';
import { Unsent } from './unsent.tsx';

interface AskTrustProps extends MachineSheetProps {
  readonly onBack: () => void;
}

/** One button: what it does, and whom to tell, before and after it. */
export function AskRevoke(props: AskTrustProps & { readonly why: 'stolen' | 'revoke' }) {
  const { machine, machines, why, onBack, onClose } = props;
  const [done, setDone] = useState(false);
  const { said, deed } = useDeed(props, 'machines.revoke', () => setDone(true));
  const whom = why === 'stolen' ? tellWhom(machine) : [];
  if (done) {
    return (
      <Modal label={words.stolenTitle(machine.slot)} onClose={onClose}>
        <div className="trust-done">
          <div role="status">
            <h2>
              <Text words={knownWords(machines, machine.slot)} />
            </h2>
          </div>
          {whom.length > 0 && <Lines title={words.tell} lines={whom} />}
          <Button look="first" words={words.close} onPress={onClose} />
        </div>
      </Modal>
    );
  }
  return (
    <Ask
      title={why === 'stolen' ? words.stolenTitle(machine.slot) : words.revokeTitle(machine.slot)}
      yes={words.stolenYes}
      no={words.back}
      said={said}
      onYes={deed}
      onNo={onBack}
    >
      {why === 'revoke' && <Unsent machine={machine} />}
      <Lines title={words.effects} lines={effects(machine)} />
      {whom.length > 0 && <Lines title={words.tell} lines={whom} />}
    </Ask>
  );
}

export function AskReinstate(props: AskTrustProps) {
  const { machine, onBack, onClose } = props;
  const { said, deed } = useDeed(props, 'machines.reinstate', onClose);
  return (
    <Ask
      title={words.reinstateTitle(machine.slot)}
      yes={words.reinstateYes}
      no={words.back}
      said={said}
      onYes={deed}
      onNo={onBack}
    >
      <p>
        <Text words={words.reinstateWhat} />
      </p>
    </Ask>
  );
}

function useDeed(
  { machine: { slot }, machines, atWork, onDone }: MachineSheetProps,
  call: 'machines.revoke' | 'machines.reinstate',
  onWell: () => void,
) {
  const withKeys = useKeys();
  const keepsFile = useKeepsFile();
  const [said, setSaid] = useState<Words>();
  async function deed(): Promise<void> {
    const { revision } = machines;
    const done = await withKeys(() =>
      atWork.client.call(call, { slot, revision }).catch(() => undefined),
    );
    if (!done) return setSaid(words.unanswered);
    await onDone();
    if (!done.ok) return setSaid(machineFaultWords[done.fault.kind]);
    await keepsFile(done.value.file);
    onWell();
  }
  return { said, deed };
}

const effects = ({ gavePasses }: Machine): Words[] => [
  words.effectFacts,
  ...(gavePasses ? [words.effectPasses] : []),
  words.effectKnows,
  words.effectUndo,
];

function tellWhom({ role, gavePasses }: Machine): Words[] {
  return [
    ...(gavePasses ? [words.tellEntrance] : []),
    words.tellPolice,
    ...(role === 'entrance' ? [words.tellKeys] : []),
    ...(role === 'organiser' ? [words.tellOrganiser] : []),
    words.tellOff,
  ];
}

/** Grows while it is looked at: the revision goes from station to station. */
function knownWords({ machines }: Machines, slot: number): Words {
  const others = machines.filter(
    (each) => each.slot !== slot && each.standing !== 'revoked' && each.heardMs !== null,
  );
  return words.revoked(others.filter(({ knows, isThis }) => knows || isThis).length, others.length);
}

function Lines({ title, lines }: { title: Words; lines: readonly Words[] }) {
  return (
    <section className="trust-lines">
      <h3>
        <Text words={title} beside />
      </h3>
      <ul>
        {lines.map((line) => (
          <li key={line.zh}>
            <Text words={line} />
          </li>
        ))}
      </ul>
    </section>
  );
}
