import type { Client } from '../link/client.ts';
import type { EmptyHello } from '../link/station-link.ts';
import { Button } from '../ui/button.tsx';
import { NoticePage } from '../ui/notice-page.tsx';
import { firstWords } from './words.ts';

export interface JoinProps {
  readonly client: Client;
  readonly hello: EmptyHello;
  readonly onBack: () => void;
}

/** Makes this machine a station of a fair. */
export function Join({ onBack }: JoinProps) {
  return (
    <NoticePage name="join" title={firstWords.join}>
      <Button words={firstWords.back} onPress={onBack} />
    </NoticePage>
  );
}
