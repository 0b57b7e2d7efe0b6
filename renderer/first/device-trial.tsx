import { use, useEffect, useState } from 'react';
import type { Seen } from '../../shared/contract/first.ts';
import { bestOf } from '../attendee/readers.tsx';
import { CameraDock } from '../camera/camera-dock.tsx';
import { CameraHere } from '../camera/follow-station.ts';
import type { Client } from '../link/client.ts';
import type { EmptyHello } from '../link/station-link.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { sound } from '../ui/tones.ts';
import './device-trial.css';
import type { Device, Tried } from './device.ts';
import { deviceWords as words } from './join-words.ts';
import { PrinterTrial } from './printer-trial.tsx';

export interface DeviceTrialProps {
  readonly client: Client;
  readonly hello: EmptyHello;
  readonly device: Device;
  /** The camera goes on looking afterwards. */
  readonly keepCamera: boolean;
  readonly onDone: (seen: Tried | undefined) => void;
}

/** One part of the machine is tried: what to do, what was seen, and the clerk's judgement. */
export function DeviceTrial({ client, hello, device, keepCamera, onDone }: DeviceTrialProps) {
  const [seen, setSeen] = useState<Seen>();
  const [printers, setPrinters] = useState<readonly string[] | null>();
  useEffect(() => {
    if (device !== 'printer') return;
    client.call('first.printers', {}).then(setPrinters, () => undefined);
  }, [client, device]);
  const hasReader = bestOf(hello.readers, 'id-card') !== undefined;
  /** What is not there can neither work nor fail. */
  const isThere = device === 'card' ? hasReader : device !== 'printer' || printers?.length !== 0;
  useEffect(() => {
    client.call('first.try', { on: true }).catch(() => undefined);
    const deaf = client.listen({ seen: setSeen });
    return () => {
      deaf();
      client.call('first.try', { on: false }).catch(() => undefined);
    };
  }, [client]);
  return (
    <Modal label={words[device]} onClose={() => onDone(undefined)}>
      <div className="device-trial">
        <h2>
          <Text words={words[device]} beside />
        </h2>
        {partOf()}
        <div className="device-ways">
          {isThere ? (
            <>
              <Button words={words.no} onPress={() => onDone('missing')} />
              <Button look="first" words={words.yes} onPress={() => onDone('works')} />
            </>
          ) : (
            <Button look="first" words={words.without} onPress={() => onDone('missing')} />
          )}
        </div>
      </div>
    </Modal>
  );

  function partOf() {
    switch (device) {
      case 'card': {
        return (
          <Asked
            title={hasReader ? words.layCard : words.noReader}
            more={hasReader ? words.layCardMore : undefined}
            seen={seen && seenWords(seen)}
            good={seen?.what === 'card'}
          />
        );
      }
      case 'code':
        return (
          <Asked
            title={words.scanAny}
            more={words.scanAnyMore}
            seen={seen && seenWords(seen)}
            good={seen?.what === 'code'}
          />
        );
      case 'camera':
        return (
          <>
            <CameraLooks keep={keepCamera} />
            <Asked title={words.look} seen={seen && seenWords(seen)} good={seen?.what === 'code'} />
          </>
        );
      case 'printer':
        return <PrinterTrial client={client} printers={printers} />;
      case 'sound':
        return <SoundTrial />;
    }
  }
}

function seenWords({ what, characters }: Seen): Words {
  switch (what) {
    case 'card':
      return words.cardRead;
    case 'code':
      return words.codeRead(characters);
    case 'fault':
      return words.faultRead;
  }
}

interface AskedProps {
  readonly title: Words;
  readonly more?: Words | undefined;
  readonly seen: Words | undefined;
  readonly good: boolean;
}

function Asked({ title, more, seen, good }: AskedProps) {
  return (
    <>
      <p className="lead">
        <Text words={title} />
      </p>
      {more && (
        <p>
          <Text words={more} />
        </p>
      )}
      <output className="device-seen" data-good={good}>
        {seen && <Text words={seen} beside />}
      </output>
    </>
  );
}

function CameraLooks({ keep }: { keep: boolean }) {
  const hand = use(CameraHere);
  useEffect(() => {
    hand?.lend();
    return () => {
      if (!keep) hand?.takeBack();
    };
  }, [hand, keep]);
  return <CameraDock />;
}

function SoundTrial() {
  useEffect(() => sound('good'), []);
  return (
    <>
      <p className="lead">
        <Text words={words.listen} />
      </p>
      <p>
        <Text words={words.listenMore} />
      </p>
      <Button words={words.play} onPress={() => sound('good')} />
    </>
  );
}
