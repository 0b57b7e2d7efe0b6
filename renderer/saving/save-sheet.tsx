import { useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { SavingPlace } from '../../shared/contract/saving.ts';
import type { Client } from '../link/client.ts';
import { PinPad } from '../staff/pin-pad.tsx';
import { Button } from '../ui/button.tsx';
import { useCountdown } from '../ui/countdown.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Modal } from '../ui/modal.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { PlaceList } from './place-list.tsx';
import './save-sheet.css';
import type { Waiting } from './saving.ts';
import { saveFaults, savingWords as words, sizeText } from './words.ts';

/** A stick appears within seconds of being plugged in. */
const LOOKS_EVERY_MS = 1_500;
/** Staff may walk away from a file that waits. */
const CLOSES_AFTER_S = 120;

type Step =
  | { readonly at: 'pin' }
  | { readonly at: 'choosing'; readonly said?: Words }
  | { readonly at: 'writing'; readonly place: SavingPlace }
  | { readonly at: 'saved'; readonly where: string; readonly isMedium: boolean };

export interface SaveSheetProps {
  readonly client: Client;
  readonly file: Waiting;
}

/** Staff choose where a file goes, on our own page: a kiosk has no dialogue of the system. */
export function SaveSheet({ client, file }: SaveSheetProps) {
  const [key, setKey] = useState(file.key);
  const [step, setStep] = useState<Step>({ at: 'choosing' });
  const [places, setPlaces] = useState<readonly SavingPlace[]>();
  const who = key === undefined ? {} : { key };
  const writing = step.at === 'writing';
  const choosing = step.at === 'choosing';
  const close = (): void => {
    if (step.at === 'saved') file.settle({ how: 'saved', where: step.where });
    else if (!writing) file.settle({ how: 'dropped' });
  };
  useCountdown(writing ? undefined : CLOSES_AFTER_S, step.at, close);

  useEffect(() => {
    if (!choosing) return;
    const look = (): void => {
      client.call('saving.places', key === undefined ? {} : { key }).then(
        (there) => {
          if (there.ok) setPlaces(there.value);
          else if (there.fault.kind === 'staff-only') setStep({ at: 'pin' });
        },
        () => setStep({ at: 'choosing', said: words.unanswered }),
      );
    };
    look();
    const timer = setInterval(look, LOOKS_EVERY_MS);
    return () => clearInterval(timer);
  }, [client, key, choosing]);

  async function save(place: SavingPlace): Promise<void> {
    setStep({ at: 'writing', place });
    try {
      const saved = await client.call('saving.save', { ...who, file: file.file, place: place.id });
      setStep(saved.ok ? { at: 'saved', ...saved.value } : stepAfter(saved.fault));
    } catch {
      setStep({ at: 'choosing', said: words.unanswered });
    }
  }

  function stop(): void {
    client.call('saving.stop', who).catch(() => undefined);
  }

  if (step.at === 'pin') {
    return (
      <Modal key="pin" label={words.staffOnly} onClose={close}>
        <PinPad
          title={words.staffOnly}
          said={undefined}
          onPin={async (pin) => {
            const opened = await client.call('staff.open', { pin });
            if (opened.ok) {
              setKey(opened.value.key);
              setStep({ at: 'choosing' });
            }
            return opened;
          }}
          onClose={close}
        />
      </Modal>
    );
  }
  return (
    <Modal key="places" label={words.title} onClose={close}>
      <div className="save-sheet" data-at={step.at}>
        {step.at === 'saved' ? (
          <Saved where={step.where} isMedium={step.isMedium} />
        ) : (
          <>
            <h2>
              <Text words={words.title} />
            </h2>
            <p className="save-sheet-file">
              <code>{file.name}</code> <span>{sizeText(file.bytes)}</span>
            </p>
            <PlaceList
              places={places}
              writing={writing ? step.place.id : undefined}
              onChoose={(place) => void save(place)}
            />
            <output role="alert">{choosing && step.said && <Text words={step.said} />}</output>
          </>
        )}
        <Button
          look={step.at === 'saved' ? 'first' : 'second'}
          words={step.at === 'saved' ? words.done : writing ? words.stop : words.cancel}
          onPress={writing ? stop : close}
        />
      </div>
    </Modal>
  );
}

function stepAfter(fault: Extract<CallOutput<'saving.save'>, { ok: false }>['fault']): Step {
  switch (fault.kind) {
    case 'staff-only':
      return { at: 'pin' };
    case 'cancelled':
      return { at: 'choosing', said: words.stopped };
    case 'no-such-file':
      return { at: 'choosing', said: words.gone };
    case 'gone':
    case 'full':
    case 'read-only':
    case 'no-answer':
    case 'not-saved':
      return { at: 'choosing', said: saveFaults[fault.kind] };
  }
}

function Saved({ where, isMedium }: { where: string; isMedium: boolean }) {
  return (
    <div className="save-sheet-saved" role="status">
      <h2>
        <CheckIcon />
        <Text words={words.saved} />
      </h2>
      <code>{where}</code>
      <p>
        <Text words={isMedium ? words.pull : words.savedHere} />
      </p>
    </div>
  );
}
