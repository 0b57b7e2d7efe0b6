import { deskPresets } from '../../shared/new-fair/desk-presets.ts';
import { MOST_DESK_MACHINES } from '../../shared/new-fair/draft.ts';
import { Text } from '../ui/text.tsx';
import { Choices } from './choices.tsx';
import type { StepProps } from './step.ts';
import './step-desks.css';
import { Stepper } from './stepper.tsx';
import { newFairWords as words } from './words.ts';

export function StepDesks({ state, change }: StepProps) {
  const { desks, deskMachines } = state.draft;
  // A former fair's desks stay on the list when they are tapped away.
  const own = desks.filter(({ code }) => deskPresets.every((preset) => preset.code !== code));
  const all = [...deskPresets, ...own];

  function tap(code: string): void {
    const others = desks.filter((desk) => desk.code !== code);
    const found = all.find((desk) => desk.code === code);
    const next = others.length < desks.length || !found ? others : [...desks, found];
    const machines = next.length === 0 ? 0 : Math.max(deskMachines, 1);
    change({ desks: next, deskMachines: machines });
  }

  return (
    <>
      <h2 className="step-desks-title">
        <Text words={words.desksTitle} beside />
      </h2>
      <Choices
        words={words.desksTitle}
        all={all.map((desk) => ({ key: desk.code, words: desk }))}
        chosen={desks.map(({ code }) => code)}
        onTap={tap}
      />
      <p className="step-desks-more">
        <Text words={words.desksMore} beside />
      </p>
      <div className="step-desks-machines">
        <Stepper
          words={words.deskMachines}
          more={words.deskMachinesMore}
          value={deskMachines}
          most={MOST_DESK_MACHINES}
          onChange={(count) => change({ deskMachines: count })}
        />
      </div>
    </>
  );
}
