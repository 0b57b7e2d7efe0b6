import type { ComponentType } from 'react';
import { say, type Words } from '../../../shared/say.ts';
import { Morning } from '../morning/morning.tsx';
import { PrintsPart } from '../prints/prints-part.tsx';
import { RehearsalPart } from '../rehearsal/rehearsal-part.tsx';
import { FairPart } from '../revise/fair-part.tsx';
import type { SetUpPartName, SetUpPartProps } from './set-up-part.ts';
import { EmployersPart, PeoplePart } from '../tables/tables-part.tsx';

interface SetUpPart {
  readonly name: SetUpPartName;
  readonly words: Words;
  readonly Part: ComponentType<SetUpPartProps>;
}

/** In the order of the days before a fair. */
export const setUpParts: readonly SetUpPart[] = [
  { name: 'checklist', words: say('清单', 'Checklist'), Part: Morning },
  { name: 'fair', words: say('招聘会', 'The fair'), Part: FairPart },
  { name: 'employers', words: say('单位', 'Employers'), Part: EmployersPart },
  { name: 'people', words: say('报名的人', 'Registered'), Part: PeoplePart },
  { name: 'prints', words: say('印刷', 'Printing'), Part: PrintsPart },
  { name: 'rehearsal', words: say('演练', 'Rehearsal'), Part: RehearsalPart },
];
