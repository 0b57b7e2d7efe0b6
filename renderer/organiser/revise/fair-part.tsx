import { use, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import { type FairChange, fairChangeSchema } from '../../../shared/revising/fair-sheet.ts';
import type { Client } from '../../link/client.ts';
import { PageDesk } from '../../saving/saving.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { RevisionFile } from '../set-up/revision-file.tsx';
import type { SetUpPartProps } from '../set-up/set-up-part.ts';
import { setUpWords } from '../set-up/set-up-words.ts';
import { useKeys } from '../keys/with-keys.ts';
import { type Asked, AskPublish } from './ask-publish.tsx';
import { ClosingGroup } from './closing-group.tsx';
import './fair-part.css';
import { useRevising } from './revising.ts';
import {
  AsksGroup,
  BasicsGroup,
  DaysGroup,
  DesksGroup,
  PlatformsGroup,
  ServerGroup,
  ServicesGroup,
} from './sheet-groups.tsx';
import { changeFaultWords, reviseWords as words } from './words.ts';

/** All that may change of a fair: nothing does before its preview was read and signed. */
export function FairPart({ atWork: { client }, setUp }: SetUpPartProps) {
  // With each revision, and once there is a way back from it.
  const [turn, setTurn] = useState(0);
  const revising = useRevising(client, `${setUp.now.revision} ${turn}`);
  const [asked, setAsked] = useState<Asked>();
  const [said, setSaid] = useState<Words>();
  const { keep } = use(PageDesk);
  const withKeys = useKeys();
  if (!revising) return undefined;
  const { change, drop } = revising;
  const { back } = revising.state;
  const count = Object.keys(change).length;

  async function preview(wanted: FairChange): Promise<void> {
    const answer = await previewOf(client, wanted);
    setSaid(answer.ok ? undefined : answer.said);
    setAsked(answer.ok ? { change: wanted, ...answer.value } : undefined);
  }

  async function publish({ change: wanted, revision }: Asked): Promise<Words | undefined> {
    const published = await withKeys(() =>
      client.call('revise.publish', { change: wanted, revision }).catch(() => undefined),
    );
    if (!published) return words.unanswered;
    if (!published.ok) {
      if (published.fault.kind === 'moved') await preview(wanted);
      return publishFaultWords[published.fault.kind];
    }
    setAsked(undefined);
    drop();
    setTurn((before) => before + 1);
    const { file } = published.value;
    const kept = file && (await keep(file, 'application/json'));
    setSaid(kept?.how === 'dropped' ? setUpWords.notMoved : kept ? setUpWords.moved : undefined);
    return undefined;
  }

  return (
    <div className="fair-sheet">
      <BasicsGroup revising={revising} />
      <DaysGroup revising={revising} />
      <ClosingGroup {...{ client, revising }} />
      <DesksGroup revising={revising} />
      <AsksGroup revising={revising} />
      <ServicesGroup revising={revising} />
      <PlatformsGroup revising={revising} />
      <ServerGroup revising={revising} />
      <div className="sheet-end">
        <p role="status">
          <Text words={said ?? (count > 0 ? words.changed(count) : words.unchanged)} beside />
        </p>
        {count > 0 ? (
          <Button look="plain" words={words.drop} onPress={drop} />
        ) : (
          <RevisionFile client={client} />
        )}
        {count === 0 && back && (
          <Button look="plain" words={words.back} onPress={() => void preview(back)} />
        )}
        <Button
          look="first"
          words={words.preview}
          disabled={count === 0}
          onPress={() => void preview(change)}
        />
      </div>
      {asked && (
        <AskPublish asked={asked} onPublish={publish} onClose={() => setAsked(undefined)} />
      )}
    </div>
  );
}

type PublishFault = Extract<CallOutput<'revise.publish'>, { ok: false }>['fault']['kind'];
const publishFaultWords: Readonly<Record<PublishFault, Words>> = {
  ...changeFaultWords,
  locked: words.locked,
  moved: words.moved,
  'not-taken': words.notTaken,
};

type Previewed = Extract<CallOutput<'revise.preview'>, { ok: true }>;

async function previewOf(
  client: Client,
  change: FairChange,
): Promise<Previewed | { readonly ok: false; readonly said: Words }> {
  // The station takes no call that it cannot read.
  if (!fairChangeSchema.safeParse(change).success) {
    return { ok: false, said: changeFaultWords.invalid };
  }
  const answer = await client.call('revise.preview', { change }).catch(() => undefined);
  if (answer?.ok) return answer;
  return { ok: false, said: answer ? changeFaultWords[answer.fault.kind] : words.unanswered };
}
