import { useState } from 'react';
import type { Client } from '../link/client.ts';
import { ListSheet } from '../ui/list-sheet.tsx';
import { StickFiles, useOnSticks } from '../ui/on-sticks.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { revisionFileWords, revisionWords as words, takeRevisionFaults } from './revision-words.ts';

export interface RevisionSticksProps {
  readonly client: Client;
  readonly staffKey: string;
  readonly onClose: () => void;
}

/** The fair's revisions on the sticks that are here; one that is newer is taken with a tap. */
export function RevisionSticks({ client, staffKey: key, onClose }: RevisionSticksProps) {
  const there = useOnSticks(() => client.call('staff.revisionFiles', { key }));
  const [taking, setTaking] = useState(false);
  const [said, setSaid] = useState<{ readonly words: Words; readonly well: boolean }>();

  async function take(id: string): Promise<void> {
    setTaking(true);
    setSaid(undefined);
    const taken = await client.call('staff.takeRevision', { key, id }).catch(() => undefined);
    setTaking(false);
    if (taken?.ok) return setSaid({ words: words.taken(taken.value.revision), well: true });
    if (taken?.fault.kind === 'staff-only') return onClose();
    setSaid({
      words: taken ? takeRevisionFaults[taken.fault.kind] : words.unanswered,
      well: false,
    });
  }

  const here = there?.ok ? there.value : undefined;
  return (
    <ListSheet
      title={words.sheet}
      close={words.close}
      onClose={onClose}
      head={
        <div className="people-sticks-head">
          <p>
            {taking ? (
              <Text words={words.taking} />
            ) : (
              here && <Text words={words.here(here.revision)} />
            )}
          </p>
          <output data-well={said?.well}>{said && <Text words={said.words} beside />}</output>
        </div>
      }
    >
      <StickFiles
        there={here}
        none={words}
        files={(here?.files ?? []).map(({ id, stick, name, revision, is }) => ({
          id,
          stick,
          name,
          title: <Text words={words.file(revision)} beside />,
          more: <Text words={revisionFileWords[is]} beside />,
          off: taking || is !== 'fresh',
        }))}
        onTake={(id) => void take(id)}
      />
    </ListSheet>
  );
}
