import type { ReactNode } from 'react';
import type { ReaderState } from '../../shared/devices.ts';
import { bestOf, ReaderBadge } from '../attendee/readers.tsx';
import { words as kioskWords } from '../attendee/words.ts';
import { CameraDock } from '../camera/camera-dock.tsx';
import { Button } from '../ui/button.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { joinWords as words } from './join-words.ts';
import './scan-act.css';

/** How codes are read here while a machine joins. */
export interface Scanning {
  readonly scanners: readonly ReaderState[];
  readonly byCamera: boolean;
  readonly onCamera: () => void;
}

export interface ScanActProps {
  readonly scanning: Scanning;
  readonly picture: ReactNode;
  readonly atScanner: Words;
  readonly inFrame: Words;
  /** More ways, under the camera's. */
  readonly children?: ReactNode;
}

/** Asks for a code: by the scanner, or by the camera once that is chosen. */
export function ScanAct({ scanning, picture, atScanner, inFrame, children }: ScanActProps) {
  const { scanners, byCamera, onCamera } = scanning;
  const scanner = bestOf(scanners, 'code');
  return (
    <div className="scan-act">
      {byCamera ? <CameraDock /> : picture}
      <h2>
        <Text words={byCamera ? inFrame : atScanner} />
      </h2>
      {!byCamera && scanner && <ReaderBadge name={kioskWords.readers.code} state={scanner} />}
      <div className="scan-ways">
        {!byCamera && <Button words={words.byCamera} onPress={onCamera} />}
        {children}
      </div>
    </div>
  );
}
