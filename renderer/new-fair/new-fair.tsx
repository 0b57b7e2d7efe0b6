import type { Client } from '../link/client.ts';
import type { EmptyHello } from '../link/station-link.ts';
import { Button } from '../ui/button.tsx';
import { NoticePage } from '../ui/notice-page.tsx';
import { firstWords } from '../first/words.ts';

export interface NewFairProps {
  readonly client: Client;
  readonly hello: EmptyHello;
  readonly onBack: () => void;
}

/** The assistant that makes a fair. */
export function NewFair({ onBack }: NewFairProps) {
  return (
    <NoticePage name="new-fair" title={firstWords.new}>
      <Button words={firstWords.back} onPress={onBack} />
    </NoticePage>
  );
}
