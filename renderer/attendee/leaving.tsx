import { Screen } from '../ui/screen.tsx';
import { Willow, Wind } from '../ui/willow.tsx';

/** Between two people: the shape of the idle screen, without personal data. */
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
