import { useStore } from 'zustand';
import { Checklist } from './checklist.tsx';
import { EnrolMachine } from './enrol-machine.tsx';
import type { SetUpPartProps } from './set-up-part.ts';

/** What is missing before the doors open. */
export function ChecklistPart({ organiser, atWork, setUp }: SetUpPartProps) {
  const { checklist } = useStore(organiser);
  return (
    <>
      {checklist && <Checklist items={checklist} />}
      <EnrolMachine atWork={atWork} stations={setUp.stations} />
    </>
  );
}
