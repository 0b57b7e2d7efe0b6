import { use, useState } from 'react';
import type { SetUp } from '../../shared/contract/setup.ts';
import { PageDesk } from '../saving/saving.ts';
import { Button } from '../ui/button.tsx';
import { Text, type Words } from '../ui/text.tsx';
import type { SetUpAtWork } from './set-up.ts';
import { setUpWords as words } from './set-up-words.ts';

interface SettleProps {
  readonly atWork: SetUpAtWork;
  readonly open: NonNullable<SetUp['open']>;
  readonly other: NonNullable<SetUp['other']>;
}

/** Two organisers changed the fair without knowing of each other: one revision must take the place of both. */
export function Settle({ atWork, open, other }: SettleProps) {
  const { keep } = use(PageDesk);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Words>();
  async function settle(): Promise<void> {
    setBusy(true);
    const settled = await atWork.settle();
    setBusy(false);
    if (!settled) return;
    if (!settled.ok) return setSaid(words.notTaken);
    const kept = await keep(settled.value.file, 'application/json');
    setSaid(kept.how === 'dropped' ? words.notMoved : words.moved);
  }
  return (
    <section className="set-up-table" role="alert">
      <h2>
        <Text words={words.splitTitle(other.revision)} beside />
      </h2>
      <p>
        <Text words={words.splitMore(open.revision, other.revoked)} />
      </p>
      <div className="set-up-row">
        <Button look="first" words={words.settle} busy={busy} onPress={() => void settle()} />
      </div>
      <output>{said && <Text words={said} beside />}</output>
    </section>
  );
}
