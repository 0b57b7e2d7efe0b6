import type { JoiningFace } from '../../shared/contract/first.ts';
import { cameraWords } from '../camera/words.ts';
import { lockedWords } from '../locked/words.ts';
import { Button } from '../ui/button.tsx';
import { StaffCardPicture } from '../ui/pictures.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import { Willow, Wind } from '../ui/willow.tsx';
import { Becomes, JoinSaid } from './join-said.tsx';
import { joinWords as words } from './join-words.ts';
import { ScanAct, type Scanning } from './scan-act.tsx';

export interface JoinCardProps {
  readonly face: Extract<JoiningFace, { at: 'card' }>;
  readonly scanning: Scanning;
  readonly onBack: () => void;
}

/** The last step: the staff card locks the machine's keys. */
export function JoinCard({ face, scanning, onBack }: JoinCardProps) {
  return (
    <Screen
      name="join-card"
      tone={face.said === undefined ? 'calm' : 'bad'}
      scene={
        <>
          <Willow faint />
          <Wind />
          <Title words={words.card} />
          <p className="lead">
            <Text words={words.cardMore} />
          </p>
          <Becomes face={face} />
          <JoinSaid face={face} />
        </>
      }
      act={
        <ScanAct
          scanning={scanning}
          picture={<StaffCardPicture />}
          atScanner={lockedWords.card}
          inFrame={cameraWords.holdCard}
        />
      }
      ways={<Button look="plain" words={words.back} onPress={onBack} />}
    />
  );
}
