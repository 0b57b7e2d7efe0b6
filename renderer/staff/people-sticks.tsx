import { useState } from 'react';
import type { PeopleOnStick } from '../../shared/contract/staff-people.ts';
import type { Client } from '../link/client.ts';
import { ListSheet } from '../ui/list-sheet.tsx';
import { StickFiles, useOnSticks } from '../ui/on-sticks.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { peopleFileWords, peopleWords as words, takePeopleFaults } from './people-words.ts';

export interface PeopleSticksProps {
  readonly client: Client;
  readonly staffKey: string;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}

/** The lists of people on the sticks that are here; each says whether it is newer than what this entrance has. */
export function PeopleSticks({ client, staffKey: key, onTaken, onClose }: PeopleSticksProps) {
  const there = useOnSticks(() => client.call('staff.peopleFiles', { key }));
  const [taking, setTaking] = useState(false);
  const [said, setSaid] = useState<{ readonly words: Words; readonly well: boolean }>();

  async function take(id: string): Promise<void> {
    setTaking(true);
    setSaid(undefined);
    const taken = await client.call('staff.takePeople', { key, id }).catch(() => undefined);
    setTaking(false);
    if (taken?.ok) {
      onTaken();
      return setSaid({ words: words.taken(taken.value.people), well: true });
    }
    if (taken?.fault.kind === 'staff-only') return onClose();
    setSaid({ words: taken ? takePeopleFaults[taken.fault.kind] : words.unanswered, well: false });
  }

  const files = there?.ok ? there.value.files : [];
  return (
    <ListSheet
      title={words.sheet}
      close={words.close}
      onClose={onClose}
      head={
        <div className="people-sticks-head">
          <p>
            <Text words={taking ? words.taking : words.choose} />
          </p>
          <output data-well={said?.well}>{said && <Text words={said.words} beside />}</output>
        </div>
      }
    >
      <StickFiles
        there={there?.ok ? there.value : undefined}
        none={words}
        files={files.map((file) => shownOf(file, taking))}
        onTake={(id) => void take(id)}
      />
    </ListSheet>
  );
}

function shownOf(file: PeopleOnStick, taking: boolean) {
  const { id, stick, name, is } = file;
  const more = <Text words={peopleFileWords[is]} beside />;
  const title =
    'signed' in file ? <Text words={words.file(file.signed, file.people)} beside /> : name;
  return { id, stick, name, title, more, off: taking || is !== 'fresh' };
}
