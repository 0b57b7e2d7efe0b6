import type { Client } from '../link/client.ts';
import { useOnSticks } from '../ui/on-sticks.tsx';
import { Text } from '../ui/text.tsx';
import { revisionFileWords, revisionWords as words, takeRevisionFaults } from './revision-words.ts';
import { StickSheet, useTaking } from '../ui/stick-sheet.tsx';

export interface RevisionSticksProps {
  readonly client: Client;
  readonly staffKey: string;
  readonly onClose: () => void;
}

/** The fair's revisions on the sticks that are here; one that is newer is taken with a tap. */
export function RevisionSticks({ client, staffKey: key, onClose }: RevisionSticksProps) {
  const there = useOnSticks(() => client.call('staff.revisionFiles', { key }));
  const { taking, ...tapped } = useTaking(async (id) => {
    const taken = await client.call('staff.takeRevision', { key, id }).catch(() => undefined);
    if (taken?.ok) return { words: words.taken(taken.value.revision), well: true };
    if (taken?.fault.kind === 'staff-only') {
      onClose();
      return undefined;
    }
    return { words: taken ? takeRevisionFaults[taken.fault.kind] : words.unanswered, well: false };
  });
  const here = there?.ok ? there.value : undefined;
  return (
    <StickSheet
      {...{ words, taking, onClose, ...tapped }}
      head={here && words.here(here.revision)}
      there={here}
      files={(here?.files ?? []).map(({ revision, is, ...file }) => ({
        ...file,
        title: <Text words={words.file(revision)} beside />,
        more: <Text words={revisionFileWords[is]} beside />,
        off: taking || is !== 'fresh',
      }))}
    />
  );
}
