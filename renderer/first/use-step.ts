import { useEffect, useEffectEvent, useState } from 'react';
import { type Client, Unanswered } from '../link/client.ts';

/** What begins something on the station, and how the page follows it. The station knows the step. */
export interface Steps<Face> {
  begin(client: Client): Promise<unknown>;
  look(client: Client): Promise<Face>;
  listen(client: Client, onFace: (face: Face) => void, back: () => void): () => void;
}

/** The step at which the station is, once it has begun. One that refuses to begin leads back: there is no step to show. */
export function useStep<Face>(
  client: Client,
  steps: Steps<Face>,
  onBack: () => void,
): Face | undefined {
  const [face, setFace] = useState<Face>();
  const refused = useEffectEvent((error: unknown) => {
    // A station that is away is asked again once it is there.
    const isAway = error instanceof Unanswered && error.kind === 'unreachable';
    if (face === undefined && !isAway) onBack();
  });
  useEffect(() => {
    const show = (there: Face): void => setFace(() => there);
    // A station that has begun goes on where it was.
    const begin = (): void =>
      void steps
        .begin(client)
        .then(() => steps.look(client).then(show))
        .catch((error: unknown) => refused(error));
    begin();
    return steps.listen(client, show, begin);
  }, [client, steps]);
  return face;
}
