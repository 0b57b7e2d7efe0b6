import type { PeopleOnStick } from '../../shared/contract/staff-people.ts';
import type { Client } from '../link/client.ts';
import { useOnSticks } from '../ui/on-sticks.tsx';
import { Text } from '../ui/text.tsx';
import { peopleFileWords, peopleWords as words, takePeopleFaults } from './people-words.ts';
import { StickSheet, useTaking } from '../ui/stick-sheet.tsx';

export interface PeopleSticksProps {
  readonly client: Client;
  readonly staffKey: string;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}

/** The lists of people on the sticks that are here; each says whether it is newer than what this entrance has. */
export function PeopleSticks({ client, staffKey: key, onTaken, onClose }: PeopleSticksProps) {
  const there = useOnSticks(() => client.call('staff.peopleFiles', { key }));
  const { taking, ...tapped } = useTaking(async (id) => {
    const taken = await client.call('staff.takePeople', { key, id }).catch(() => undefined);
    if (taken?.ok) {
      onTaken();
      return { words: words.taken(taken.value.people), well: true };
    }
    if (taken?.fault.kind === 'staff-only') {
      onClose();
      return undefined;
    }
    return { words: taken ? takePeopleFaults[taken.fault.kind] : words.unanswered, well: false };
  });
  const files = there?.ok ? there.value.files : [];
  return (
    <StickSheet
      {...{ words, taking, onClose, ...tapped }}
      head={words.choose}
      there={there?.ok ? there.value : undefined}
      files={files.map((file) => shownOf(file, taking))}
    />
  );
}

function shownOf(file: PeopleOnStick, taking: boolean) {
  const { id, stick, name, is } = file;
  const more = <Text words={peopleFileWords[is]} beside />;
  const title =
    'signed' in file ? <Text words={words.file(file.signed, file.people)} beside /> : name;
  return { id, stick, name, title, more, off: taking || is !== 'fresh' };
}
