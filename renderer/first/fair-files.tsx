import type { Client } from '../link/client.ts';
import { Text } from '../ui/text.tsx';
import { StickFiles, useOnSticks } from '../ui/on-sticks.tsx';
import { takeOverText as words } from './take-over-words.ts';

/** What the sticks hold of a fair, the newest first. */
export function FairFiles({ client, onTaken }: { client: Client; onTaken?: () => void }) {
  const there = useOnSticks(() => client.call('first.fairFiles', {}));
  if (!there) return undefined;
  if (there.files.length === 0) {
    return (
      <p className="stick-files-none">
        <Text words={there.sticks.length === 0 ? words.noStick : words.noFile} />
      </p>
    );
  }
  return (
    <StickFiles
      files={there.files.map(({ holds, fair, revision, ...file }) => ({
        ...file,
        title: <Text words={fair} beside />,
        more: (
          <>
            <Text words={words.revision(revision)} beside /> ·{' '}
            <Text words={holds === 'keys' ? words.withKeys : words.fairOnly} beside />
          </>
        ),
      }))}
      onTake={(id) => {
        onTaken?.();
        client.call('first.takeFairFile', { id }).catch(() => undefined);
      }}
    />
  );
}
