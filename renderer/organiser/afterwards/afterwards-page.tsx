import { type ComponentType, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { DayView } from '../../../shared/report/day-view.ts';
import { Text } from '../../ui/text.tsx';
import type { OrganiserAtWork } from '../day.ts';
import { PartsNav } from '../parts-nav.tsx';
import { organiserWords } from '../words.ts';
import type { AfterwardsAtWork } from './afterwards.ts';
import './afterwards-page.css';
import { BackupsPart } from './backups-part.tsx';
import { ContactsPart } from './contacts-part.tsx';
import { EndPart } from './end-part.tsx';
import { EveningPart } from './evening-part.tsx';
import { FollowUpPart } from './follow-up-part.tsx';
import { LaterPart } from './later-part.tsx';
import type { AfterwardsPartName, AfterwardsPartProps, ElsewhereName } from './part.ts';
import { SticksPart } from './sticks-part.tsx';
import { StoredPart } from './stored-part.tsx';
import { afterwardsWords as words } from './words.ts';

export interface AfterwardsPageProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
  readonly atWork: AfterwardsAtWork;
  readonly goElsewhere: (page: ElsewhereName) => void;
}

const parts: Readonly<Record<AfterwardsPartName, ComponentType<AfterwardsPartProps>>> = {
  evening: EveningPart,
  later: LaterPart,
  sticks: SticksPart,
  contacts: ContactsPart,
  followUp: FollowUpPart,
  backups: BackupsPart,
  stored: StoredPart,
  end: EndPart,
};
const names: readonly AfterwardsPartName[] = [
  'evening',
  'later',
  'sticks',
  'contacts',
  'followUp',
  'backups',
  'stored',
  'end',
];

/** 会后: what is done once the doors are shut, this evening and in the weeks after it. */
export function AfterwardsPage({ organiser, view, atWork, goElsewhere }: AfterwardsPageProps) {
  const { state, trouble } = useStore(atWork);
  const [part, go] = useState<AfterwardsPartName>('evening');
  useEffect(() => atWork.begin(), [atWork]);
  const Shown = parts[part];
  return (
    <div className="afterwards">
      <PartsNav
        label={organiserWords.tabs.afterwards}
        parts={names.map((name) => ({ name, words: words.parts[name] }))}
        part={part}
        onGo={go}
      />
      <div className="afterwards-work" data-testid={`afterwards-${part}`}>
        {trouble && (
          <p className="organiser-trouble" role="alert">
            <Text words={organiserWords.unanswered} beside />
          </p>
        )}
        {state && <Shown {...{ organiser, view, atWork, state, go, goElsewhere }} />}
      </div>
    </div>
  );
}
