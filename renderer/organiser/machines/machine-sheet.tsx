import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Text } from '../../ui/text.tsx';
import { JoinCodes } from './join-codes.tsx';
import { machineWords as words } from './machine-words.ts';
import './machine-sheet.css';
import type { MachineSheetProps } from './machine-parts.ts';
import { AskReinstate, AskRevoke } from './ask-trust.tsx';
import { AskReplace } from './ask-replace.tsx';
import { Unsent } from './unsent.tsx';

type Step = 'choose' | 'replace' | 'stolen' | 'revoke' | 'reinstate' | { readonly codeFor: number };

/** All that can be done about one machine, each with what it does before it is done. */
export function MachineSheet(props: MachineSheetProps) {
  const { machine, onClose } = props;
  const [step, setStep] = useState<Step>('choose');
  const back = (): void => setStep('choose');
  function joinNext(standIn: number): void {
    // An organiser who stands in for a colleague's machine is here already.
    if (props.machines.machines.some(({ slot, isThis }) => slot === standIn && isThis)) onClose();
    else setStep({ codeFor: standIn });
  }
  if (typeof step === 'object') return <JoinCodes {...props} first={step.codeFor} />;
  switch (step) {
    case 'replace':
      return <AskReplace {...props} onBack={back} onReplaced={joinNext} />;
    case 'stolen':
    case 'revoke':
      return <AskRevoke {...props} why={step} onBack={back} />;
    case 'reinstate':
      return <AskReinstate {...props} onBack={back} />;
    case 'choose':
      return (
        <Modal label={words.sheetTitle(machine.slot, machine.name)} onClose={onClose}>
          <div className="machine-sheet">
            <h2>
              <Text words={words.sheetTitle(machine.slot, machine.name)} />
            </h2>
            {machine.isThis ? (
              <p className="lead">
                <Text words={words.thisMachine} />
              </p>
            ) : (
              <Ways {...props} onStep={setStep} />
            )}
            <Button words={words.close} onPress={onClose} />
          </div>
        </Modal>
      );
  }
}

function Ways({ machine, onStep }: MachineSheetProps & { readonly onStep: (step: Step) => void }) {
  const { standing, spares, slot, replacedBy } = machine;
  if (standing === 'revoked') {
    return (
      <Button
        words={words.reinstate}
        more={words.reinstateMore}
        onPress={() => onStep('reinstate')}
      />
    );
  }
  if (replacedBy !== null) {
    return (
      <>
        <Unsent machine={machine} />
        <Button
          words={words.showCode}
          more={words.replacedBy(replacedBy)}
          onPress={() => onStep({ codeFor: replacedBy })}
        />
        <Button
          words={words.revokeOld}
          more={words.revokeOldMore}
          onPress={() => onStep('revoke')}
        />
        <Button
          words={words.reinstate}
          more={words.reinstateMore}
          onPress={() => onStep('reinstate')}
        />
      </>
    );
  }
  return (
    <>
      {standing === 'never' && (
        <Button
          look="first"
          words={words.showCode}
          more={words.showCodeMore}
          onPress={() => onStep({ codeFor: slot })}
        />
      )}
      {spares.length > 0 && (
        <Button words={words.broken} more={words.brokenMore} onPress={() => onStep('replace')} />
      )}
      {spares.length === 0 && standing !== 'never' && (
        <p>
          <Text words={words.noSpare} />
        </p>
      )}
      <Button words={words.stolen} more={words.stolenMore} onPress={() => onStep('stolen')} />
    </>
  );
}
