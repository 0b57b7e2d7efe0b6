import { useState } from 'react';
import type { NewFairState } from '../../shared/contract/new-fair.ts';
import { fairKindCodes, fairKinds } from '../../shared/fair-kinds.ts';
import { sendInParts } from '../link/in-parts.ts';
import { PickFile } from '../organiser/pick-file.tsx';
import { Text, type Words } from '../ui/text.tsx';
import { Choices } from './choices.tsx';
import type { StepProps } from './step.ts';
import './step-fair.css';
import { formerFaultWords, newFairWords as words } from './words.ts';

const kinds = fairKindCodes.map((key) => ({ key, words: fairKinds[key] }));
const MOST_CHARACTERS = 80;

export function StepFair(props: StepProps & { readonly onState: (state: NewFairState) => void }) {
  const { client, state, change, onState } = props;
  const { draft } = state;
  const [said, setSaid] = useState<Words>();
  const [busy, setBusy] = useState(false);

  async function takeFormer(file: File): Promise<void> {
    setBusy(true);
    setSaid(await former(file).catch(() => words.unanswered));
    setBusy(false);
  }

  async function former(file: File): Promise<Words> {
    if (file.size === 0) return formerFaultWords['not-a-fair'];
    await client.call('newfair.begin', { bytes: file.size });
    const sent = await sendInParts(file, (base64) => client.call('newfair.part', { base64 }));
    if (!sent) return formerFaultWords.gone;
    const taken = await client.call('newfair.former', {});
    if (!taken.ok) return formerFaultWords[taken.fault.kind];
    onState(taken.value);
    return words.formerTaken;
  }

  const field = (name: 'name' | 'organiser' | 'place', like: string) => (
    <label className="step-field">
      <Text words={words[name]} beside />
      <input
        value={draft[name]}
        placeholder={like}
        maxLength={MOST_CHARACTERS}
        onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
      />
    </label>
  );
  return (
    <>
      <Choices
        words={words.kind}
        all={kinds}
        chosen={[draft.kind]}
        onTap={(kind) => change({ kind })}
      />
      {field('name', words.nameLike)}
      {field('organiser', words.organiserLike)}
      {field('place', words.placeLike)}
      <div className="step-former" aria-busy={busy}>
        <PickFile
          words={words.former}
          accept=".json"
          disabled={busy}
          onPick={(file) => void takeFormer(file)}
        />
        <output>
          <Text words={said ?? words.formerMore} />
        </output>
      </div>
    </>
  );
}
