import { useCallback, useState } from 'react';
import type { CameraSetting } from '../../shared/contract/readers.ts';
import type { Lane } from '../../shared/contract/people.ts';
import type { Client } from '../link/client.ts';
import { useCountdown } from '../ui/countdown.tsx';
import { Modal } from '../ui/modal.tsx';
import type { Words } from '../ui/text.tsx';
import { PinPad } from './pin-pad.tsx';
import { StaffPanel } from './staff-panel.tsx';
import { staffWords } from './words.ts';

/** Staff may walk away from an open panel. */
const CLOSES_AFTER_S = 60;

type DoorStep =
  | { readonly at: 'pin'; readonly said?: Words }
  | { readonly at: 'panel'; readonly key: string };

export interface StaffDoorProps {
  readonly client: Client;
  /** The staff card was scanned: no PIN is asked. */
  readonly byCard: string | undefined;
  readonly camera: CameraSetting;
  readonly onLane: (lane: Lane) => void;
  readonly onClose: () => void;
}

/** The door behind the emblem: a PIN, and then the staff's view of the station. */
export function StaffDoor({ client, byCard, camera, onLane, onClose }: StaffDoorProps) {
  const [step, setStep] = useState<DoorStep>(
    byCard === undefined ? { at: 'pin' } : { at: 'panel', key: byCard },
  );
  const expire = useCallback(() => setStep({ at: 'pin', said: staffWords.expired }), []);
  function close(): void {
    if (step.at === 'panel') client.call('staff.close', { key: step.key }).catch(() => undefined);
    onClose();
  }
  useCountdown(CLOSES_AFTER_S, step.at, close);
  switch (step.at) {
    case 'pin':
      return (
        <Modal label={staffWords.pin} onClose={onClose}>
          <PinPad
            title={staffWords.pin}
            said={step.said}
            onPin={async (pin) => {
              const opened = await client.call('staff.open', { pin });
              if (opened.ok) setStep({ at: 'panel', key: opened.value.key });
              return opened;
            }}
            onClose={onClose}
          />
        </Modal>
      );
    case 'panel':
      return (
        <Modal key="panel" label={staffWords.panel} look="whole" onClose={close}>
          <StaffPanel
            client={client}
            staffKey={step.key}
            camera={camera}
            onLane={onLane}
            onExpired={expire}
            onClose={close}
          />
        </Modal>
      );
  }
}
