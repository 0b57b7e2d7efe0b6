import { type ReactNode, useState } from 'react';
import type { ReaderState } from '../../shared/devices.ts';
import { bestOf } from '../attendee/readers.tsx';
import type { Client } from '../link/client.ts';
import type { EmptyHello } from '../link/station-link.ts';
import { CardIcon, CodeIcon, PrinterIcon, SpeakerIcon, CameraIcon } from '../ui/icons.tsx';
import { spoken, Text, type Words } from '../ui/text.tsx';
import './devices.css';
import type { Device, Tried } from './device.ts';
import { DeviceTrial } from './device-trial.tsx';
import { deviceWords, joinWords } from './join-words.ts';
import type { Scanning } from './scan-act.tsx';

const devices: readonly (readonly [Device, ReactNode])[] = [
  ['card', <CardIcon key="card" />],
  ['code', <CodeIcon key="code" />],
  ['camera', <CameraIcon key="camera" />],
  ['printer', <PrinterIcon key="printer" />],
  ['sound', <SpeakerIcon key="sound" on />],
];

export interface DevicesProps {
  readonly client: Client;
  readonly hello: EmptyHello;
  readonly scanning: Scanning;
}

/** What this machine can do, each part tried with one tap. */
export function Devices({ client, hello, scanning }: DevicesProps) {
  const [tried, setTried] = useState<Partial<Record<Device, Tried>>>({});
  const [trying, setTrying] = useState<Device>();
  return (
    <section className="devices" aria-label={spoken(joinWords.devices)}>
      <h2>
        <Text words={joinWords.devices} beside />
      </h2>
      <ul>
        {devices.map(([device, icon]) => {
          const state = tried[device] ?? pluggedIn(device, hello.readers);
          return (
            <li key={device}>
              <button
                type="button"
                className="device"
                data-state={state}
                onClick={() => setTrying(device)}
              >
                {icon}
                <b>
                  <Text words={deviceWords[device]} />
                </b>
                <span className="device-state">
                  <Text words={stateWords(state)} />
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {trying && (
        <DeviceTrial
          {...{ client, hello }}
          device={trying}
          keepCamera={scanning.byCamera}
          onDone={(seen) => {
            if (seen) setTried({ ...tried, [trying]: seen });
            setTrying(undefined);
          }}
        />
      )}
    </section>
  );
}

type State = Tried | 'there' | 'starting' | 'faulty' | 'untried';

/** Readers say by themselves that they are there. */
function pluggedIn(device: Device, readers: readonly ReaderState[]): State {
  if (device !== 'card' && device !== 'code') return 'untried';
  switch (bestOf(readers, device === 'card' ? 'id-card' : 'code')) {
    case 'ready':
      return 'there';
    case 'starting':
      return 'starting';
    case 'faulty':
      return 'faulty';
    case 'gone':
    case undefined:
      return 'untried';
  }
}

function stateWords(state: State): Words {
  return state === 'untried' ? deviceWords.try : deviceWords[state];
}
