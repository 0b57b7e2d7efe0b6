import { use, useState } from 'react';
import { useStore } from 'zustand';
import type { CameraSetting } from '../../shared/contract/readers.ts';
import { Button } from '../ui/button.tsx';
import { spoken, Text, type Words } from '../ui/text.tsx';
import type { CameraNow } from './camera.ts';
import './camera-choice.css';
import { CameraHere, type CameraHand } from './follow-station.ts';
import { LivePicture } from './live-picture.tsx';
import { cameraTroubles, cameraWords as words } from './words.ts';

/** Staff switch the camera on, and choose which; a choice applies at once. */
export function CameraChoice(props: {
  readonly staffKey: string;
  readonly setting: CameraSetting;
}) {
  const hand = use(CameraHere);
  return hand && <Choice {...props} hand={hand} />;
}

interface ChoiceProps {
  readonly hand: CameraHand;
  readonly staffKey: string;
  readonly setting: CameraSetting;
}

function Choice({ hand, staffKey, setting }: ChoiceProps) {
  const { camera } = hand;
  const now = useStore(camera);
  const [said, setSaid] = useState<Words>();
  const set = (change: Partial<CameraSetting>): void => {
    hand.choose(staffKey, { ...setting, ...change }).then(
      (done) => setSaid(done ? undefined : words.expired),
      () => setSaid(words.unanswered),
    );
  };
  return (
    <section className="camera-choice" aria-label={spoken(words.title)} data-testid="camera-choice">
      <h4>
        <Text words={words.title} beside />
      </h4>
      <div className="lanes" role="group" aria-label={spoken(words.title)}>
        {[false, true].map((choice) => (
          <button
            key={String(choice)}
            type="button"
            className="lane"
            aria-pressed={setting.on === choice}
            onClick={() => set({ on: choice })}
          >
            <Text words={choice ? words.on : words.off} />
          </button>
        ))}
      </div>
      {setting.on && (
        <div className="camera-choice-now">
          {now.stream && <LivePicture camera={camera} />}
          <div className="camera-choice-which">
            {now.cameras.length > 0 && <Which now={now} setting={setting} onSet={set} />}
            <output data-well={now.at === 'ready'}>
              <Text words={said ?? stateOf(now)} />
            </output>
            {now.at === 'trouble' && <Button words={words.again} onPress={() => camera.retry()} />}
          </div>
        </div>
      )}
      <p className="quiet">
        <Text words={words.more} />
      </p>
    </section>
  );
}

function Which(props: {
  readonly now: CameraNow;
  readonly setting: CameraSetting;
  readonly onSet: (change: Partial<CameraSetting>) => void;
}) {
  const { now, setting, onSet } = props;
  const { camera } = setting;
  const there = now.cameras.find(({ label }) => label === camera?.label);
  const chosen = there ?? camera;
  const all = chosen && !there ? [...now.cameras, chosen] : now.cameras;
  return (
    <label className="printer-field">
      <Text words={words.which} beside />
      <select
        value={chosen?.id ?? ''}
        onChange={({ target }) =>
          onSet({ camera: all.find(({ id }) => id === target.value) ?? null })
        }
      >
        <option value="">{spoken(words.any)}</option>
        {all.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function stateOf({ at, trouble }: CameraNow): Words {
  if (trouble) return cameraTroubles[trouble];
  if (at === 'ready') return words.ready;
  return at === 'starting' ? words.starting : words.resting;
}
