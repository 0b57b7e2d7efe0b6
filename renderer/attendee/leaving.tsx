import { Screen } from '../ui/screen.tsx';
import { Willow, Wind } from '../ui/willow.tsx';

/** The moment between two people: the shape of the idle screen, and nothing of anyone. */
export function LeavingScreen() {
  return (
    <Screen
      name="leaving"
      scene={
        <>
          <Willow />
          <Wind />
        </>
      }
      act={null}
    />
  );
}
