import { use } from 'react';
import { useStore } from 'zustand';
import { Text, type Words } from '../ui/text.tsx';
import type { Camera, CameraNow } from './camera.ts';
import './camera-dock.css';
import { CameraHere } from './follow-station.ts';
import { LivePicture, useJustRead } from './live-picture.tsx';
import { cameraTroubles, cameraWords as words } from './words.ts';

/** Beside a face while the camera looks: it has a place of its own, and covers nothing. */
export function CameraDock() {
  const hand = use(CameraHere);
  return hand && <Dock camera={hand.camera} />;
}

function Dock({ camera }: { camera: Camera }) {
  const at = useStore(camera, (now) => now.at);
  const trouble = useStore(camera, (now) => now.trouble);
  const read = useJustRead(camera);
  if (at === 'off' || at === 'resting') return undefined;
  return (
    <aside className="camera-dock" data-testid="camera-dock" data-at={at}>
      <LivePicture camera={camera} />
      <output data-read={read}>
        <Text words={read ? words.read : saidOf({ at, trouble })} />
      </output>
    </aside>
  );
}

function saidOf({ at, trouble }: Pick<CameraNow, 'at' | 'trouble'>): Words {
  if (trouble) return cameraTroubles[trouble];
  return at === 'starting' ? words.starting : words.hold;
}
