import { groupsConsent } from '../../shared/consents.ts';
import { Button } from '../ui/button.tsx';
import { CheckIcon, NextIcon } from '../ui/icons.tsx';
import { Text } from '../ui/text.tsx';
import './groups-consent.css';
import { words } from './words.ts';

/** Key groups are asked with a consent of their own: two sentences, and two answers of one size. */

export function GroupsPromise() {
  return (
    <ul className="groups-promise">
      <li>
        <Text words={groupsConsent.purpose} />
      </li>
      <li>
        <Text words={groupsConsent.withdraw} />
      </li>
    </ul>
  );
}

export interface GroupsChoiceProps {
  readonly saving: boolean;
  readonly onAgree: () => void;
  readonly onSkip: () => void;
}

export function GroupsChoice({ saving, onAgree, onSkip }: GroupsChoiceProps) {
  const { questions } = words;
  return (
    <div className="groups-choice">
      <Button
        look="second"
        icon={<CheckIcon />}
        words={questions.groupsAgree}
        disabled={saving}
        onPress={onAgree}
      />
      <Button
        look="second"
        icon={<NextIcon />}
        words={questions.groupsSkip}
        disabled={saving}
        onPress={onSkip}
      />
    </div>
  );
}
