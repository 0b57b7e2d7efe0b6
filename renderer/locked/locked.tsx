import { use, useState } from 'react';
import type { Unlocking } from '../../shared/contract/station.ts';
import { bestOf, ReaderBadge } from '../attendee/readers.tsx';
import { words } from '../attendee/words.ts';
import type { Client } from '../link/client.ts';
import { EndedHere } from '../ending/ended-here.tsx';
import { PinPad } from '../staff/pin-pad.tsx';
import { staffWords } from '../staff/words.ts';
import type { LockedHello } from '../link/station-link.ts';
import { Button } from '../ui/button.tsx';
import { CameraHere } from '../camera/follow-station.ts';
import { CameraDock } from '../camera/camera-dock.tsx';
import { cameraWords } from '../camera/words.ts';
import { HelpKey } from '../ui/help-key.tsx';
import { Masthead } from '../ui/masthead.tsx';
import { Modal } from '../ui/modal.tsx';
import { StaffCardPicture } from '../ui/pictures.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import { Willow, Wind } from '../ui/willow.tsx';
import { ByPassphrase } from './by-passphrase.tsx';
import './locked.css';
import { lockedWords, steps } from './words.ts';

export interface LockedProps {
  readonly client: Client;
  readonly hello: LockedHello;
  readonly unlocking: Unlocking | undefined;
}

/** Before the fair opens: the machine waits for the staff card, and does nothing else. */
export function Locked({ client, hello, unlocking }: LockedProps) {
  const [leaving, setLeaving] = useState<'no' | 'asked' | 'not-here'>('no');
  const scanner = bestOf(hello.readers, 'code');
  const camera = use(CameraHere);
  const [looking, setLooking] = useState(false);
  const well = unlocking === 'opening' || unlocking === 'opened';

  async function leave(key: string): Promise<void> {
    const left = await client.call('staff.leave', { key }).catch(() => undefined);
    setLeaving(left?.ok ? 'no' : 'not-here');
  }

  return (
    <div className="stage" data-step="locked">
      <Masthead
        station={hello.station.name}
        staff={words.staffDoor}
        onStaff={() => setLeaving('asked')}
      >
        <HelpKey />
      </Masthead>
      <Screen
        name="locked"
        tone={unlocking && !well ? 'bad' : 'calm'}
        scene={
          <>
            <Willow faint />
            <Wind />
            <p className="locked-fair">
              <Text words={hello.fair.name} />
            </p>
            <Title words={hello.byPassphrase ? lockedWords.titleOrganiser : lockedWords.title} />
            <p className="lead">
              <Text words={hello.byPassphrase ? lockedWords.moreOrganiser : lockedWords.more} />
            </p>
            <output className="locked-said" data-well={well}>
              {unlocking && <Text words={steps[unlocking]} />}
            </output>
            <EndedHere client={client} />
          </>
        }
        act={
          <div className="locked-card">
            {hello.byPassphrase && !looking && <ByPassphrase client={client} />}
            {looking && <CameraDock />}
            {!looking && !hello.byPassphrase && <StaffCardPicture />}
            <h2>
              <Text words={cardWords(looking, hello.byPassphrase)} />
            </h2>
            {!looking && (
              <>
                {scanner ? (
                  <ReaderBadge name={words.readers.code} state={scanner} />
                ) : (
                  <p className="locked-none">
                    <Text words={lockedWords.noScanner} />
                  </p>
                )}
                <Button
                  words={cameraWords.forCard}
                  onPress={() => {
                    setLooking(true);
                    camera?.lend();
                  }}
                />
              </>
            )}
          </div>
        }
      />
      {leaving !== 'no' && !hello.leavesByPin && (
        <Modal label={lockedWords.leave} onClose={() => setLeaving('no')}>
          <div className="ask">
            <h2>
              <Text words={lockedWords.leave} />
            </h2>
            <p className="lead">
              <Text words={lockedWords.leaveByCard} />
            </p>
            <div className="ask-ways">
              <Button look="first" words={staffWords.close} onPress={() => setLeaving('no')} />
            </div>
          </div>
        </Modal>
      )}
      {leaving !== 'no' && hello.leavesByPin && (
        <Modal label={lockedWords.leave} onClose={() => setLeaving('no')}>
          <PinPad
            key={leaving}
            title={staffWords.pin}
            said={leaving === 'not-here' ? staffWords.notHere : lockedWords.leaveMore}
            onPin={async (pin) => {
              const opened = await client.call('staff.open', { pin });
              if (opened.ok) await leave(opened.value.key);
              return opened;
            }}
            onClose={() => setLeaving('no')}
          />
        </Modal>
      )}
    </div>
  );
}

function cardWords(looking: boolean, byPassphrase: boolean) {
  if (looking) return cameraWords.holdCard;
  return byPassphrase ? lockedWords.orCard : lockedWords.card;
}
