import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { SetUpWork } from '../../../shared/contract/setup.ts';
import { Text } from '../../ui/text.tsx';
import { Checklist } from './checklist.tsx';
import type { OrganiserAtWork } from '../day.ts';
import { KeysLine } from '../keys/keys-line.tsx';
import { PartsNav } from '../parts-nav.tsx';
import { usePublishing } from './publishing.ts';
import { Settle } from './settle.tsx';
import type { SetUpAtWork } from './set-up.ts';
import './set-up-page.css';
import type { SetUpPartName, SetUpPartProps } from './set-up-part.ts';
import { setUpParts } from './set-up-parts.tsx';
import { SetUpProgress } from './set-up-progress.tsx';
import { TableReview } from '../tables/table-review.tsx';
import { organiserWords } from '../words.ts';

export interface SetUpPageProps {
  readonly organiser: OrganiserAtWork;
  /** Absent at the server, which has no keys. */
  readonly atWork: SetUpAtWork | undefined;
  readonly goElsewhere: SetUpPartProps['goElsewhere'];
}

/** Before the fair opens: what is missing, and the pages where it is supplied. */
export function SetUpPage({ organiser, atWork, goElsewhere }: SetUpPageProps) {
  const { checklist } = useStore(organiser);
  useEffect(() => void organiser.loadChecklist(), [organiser]);
  if (!atWork) return checklist && <Checklist items={checklist} />;
  return <SetUpHere {...{ organiser, atWork, goElsewhere }} />;
}

interface SetUpHereProps extends SetUpPageProps {
  readonly atWork: SetUpAtWork;
}

function SetUpHere({ organiser, atWork, goElsewhere }: SetUpHereProps) {
  const { setUp, trouble } = useStore(atWork);
  const [part, go] = useState<SetUpPartName>('checklist');
  const publishing = usePublishing(atWork);
  useEffect(() => atWork.begin(), [atWork]);
  const work = setUp?.work ?? undefined;
  const at = work?.at;
  useEffect(() => {
    if (at === 'published') void organiser.loadChecklist();
  }, [at, organiser]);
  const unanswered = trouble && (
    <p className="organiser-trouble" role="alert">
      <Text words={organiserWords.unanswered} beside />
    </p>
  );
  // A table wants the whole width, and is decided before anything else.
  if (work?.at === 'employers' || work?.at === 'people')
    return (
      <div className="set-up">
        {unanswered}
        <TableReview {...{ atWork, work, publishing }} />
      </div>
    );
  const shown = setUpParts.find(({ name }) => name === part);
  return (
    <div className="set-up">
      <PartsNav label={organiserWords.tabs.setUp} parts={setUpParts} part={part} onGo={go} />
      <div className="set-up-work" data-part={part}>
        {unanswered}
        {setUp && <KeysLine {...{ atWork, setUp }} />}
        {work && !isOver(work, part) && <SetUpProgress {...{ atWork, publishing, work }} />}
        {setUp?.other && <Settle {...{ publishing, setUp }} open={setUp.now} other={setUp.other} />}
        {setUp && shown && (
          <shown.Part {...{ organiser, atWork, setUp, publishing, go, goElsewhere }} />
        )}
      </div>
    </div>
  );
}

/** What is done with a list is said where it was done, and nowhere else. */
const isOver = ({ at }: SetUpWork, part: SetUpPartName): boolean =>
  part !== 'employers' &&
  part !== 'people' &&
  (at === 'sealed' || at === 'people-undone' || at === 'cancelled');
