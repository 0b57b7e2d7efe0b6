import { useState } from 'react';
import type { OldMachine } from '../../../shared/machines/replacing.ts';
import { revokesOld } from '../../../shared/machines/replacing.ts';
import { roleWords } from '../../../shared/words/role-words.ts';
import { Ask } from '../../ui/ask.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { useKeys } from '../keys/with-keys.ts';
import './ask-replace.css';
import { machineFaultWords, machineWords as words } from './machine-words.ts';
import type { MachineSheetProps } from './machine-parts.ts';
import { useKeepsFile } from './keeps-file.ts';

export interface AskReplaceProps extends MachineSheetProps {
  readonly onBack: () => void;
  /** The new machine's slot, whose code comes next. */
  readonly onReplaced: (standIn: number) => void;
}

/** Which machine stands in, and what becomes of the old one. */
export function AskReplace(props: AskReplaceProps) {
  const { machine, machines, atWork, onDone, onBack, onReplaced } = props;
  const { slot, spares } = machine;
  const withKeys = useKeys();
  const keepsFile = useKeepsFile();
  const [standIn, setStandIn] = useState(spares[0] ?? slot);
  const [where, setWhere] = useState<OldMachine>('here');
  const [said, setSaid] = useState<Words>();
  const nameOf = (spare: number): Words => {
    const there = machines.machines.find((each) => each.slot === spare);
    return words.sheetTitle(spare, there?.name ?? { zh: '', en: '' });
  };

  async function replace(): Promise<void> {
    const { revision } = machines;
    const replaced = await withKeys(() =>
      atWork.client
        .call('machines.replace', { slot, by: standIn, where, revision })
        .catch(() => undefined),
    );
    if (!replaced) return setSaid(words.unanswered);
    await onDone();
    if (!replaced.ok) return setSaid(machineFaultWords[replaced.fault.kind]);
    await keepsFile(replaced.value.file);
    onReplaced(standIn);
  }

  return (
    <Ask
      title={words.replaceTitle(slot)}
      yes={words.replaceYes}
      no={words.back}
      said={said}
      onYes={replace}
      onNo={onBack}
    >
      <fieldset className="replace-where">
        <legend>
          <Text words={words.whereOld} beside />
        </legend>
        {(['here', 'gone'] as const).map((each) => (
          <label key={each} className="replace-choice">
            <input
              type="radio"
              name="where"
              checked={where === each}
              onChange={() => setWhere(each)}
            />
            <Text words={each === 'here' ? words.oldHere : words.oldGone} beside />
          </label>
        ))}
      </fieldset>
      <label className="replace-by">
        <Text words={words.byWhich} beside />
        <select
          value={standIn}
          onChange={({ currentTarget }) => setStandIn(Number(currentTarget.value))}
        >
          {spares.map((spare) => (
            <option key={spare} value={spare}>
              {nameOf(spare).zh}
            </option>
          ))}
        </select>
      </label>
      <h3>
        <Text words={words.thenHappens} beside />
      </h3>
      <ul className="replace-effects">
        {effects(machine, where, standIn).map((effect) => (
          <li key={effect.zh}>
            <Text words={effect} />
          </li>
        ))}
      </ul>
    </Ask>
  );
}

function effects(
  machine: MachineSheetProps['machine'],
  where: OldMachine,
  standIn: number,
): Words[] {
  const revokes = revokesOld(machine, where);
  return [
    words.willStandIn(standIn, roleWords[machine.role]),
    words.willNotWait,
    ...(revokes ? [words.willRevoke] : []),
    ...(revokes && machine.gavePasses ? [words.effectPasses] : []),
    ...(!revokes && machine.gavePasses ? [words.willKeepPasses] : []),
    ...(!revokes && machine.unsent !== 0 ? [words.willAskFacts] : []),
  ];
}
