import type { Act, Step } from './acts.ts';
import type { Chance } from './chance.ts';
import {
  bring,
  burst,
  corner,
  cutOrMend,
  doubleTap,
  drag,
  firstWay,
  fiveFingers,
  holdSomewhere,
  lateTap,
  lostAnswer,
  middle,
  palm,
  pass,
  pinch,
  scan,
  scanTwice,
  scanWithinTap,
  slowAnswer,
  tap,
  tapAfterScan,
  tapBeside,
  tapControl,
  typeSomething,
  wait,
} from './gestures.ts';
import type { Control } from './look.ts';
import { STAFF_PIN } from './place.ts';
import type { Sight } from './sight.ts';

/** Chooses the next act from chance and the screen alone, so that a seed repeats itself. */

type Maker = (chance: Chance, sight: Sight) => Act[];

const LANE = /^(自助|快速)/;

export function nextStep(chance: Chance, sight: Sight): Step {
  const staff = pinStep(chance, sight) ?? panelStep(chance, sight);
  if (staff) return staff;
  const [kind, make] = chance.weighed(weightsFor(sight));
  return { kind, acts: make(chance, sight) };
}

/** The staff PIN is known to the monkey, since without it little can be reached behind the corner. */
function pinStep(chance: Chance, { now }: Sight): Step | undefined {
  const key = (label: string): Control | undefined =>
    now.controls.find((control) => control.label.startsWith(label));
  if (!now.dialogs.at(-1)?.label.includes('密码') || chance.odds(0.2)) return undefined;
  const pause = chance.between(400, 700);
  const enter = key('进入');
  if (enter) return { kind: 'pin', acts: tap(middle(enter), pause) };
  const keys = [...STAFF_PIN].flatMap((digit) => key(digit) ?? []);
  if (keys.length < STAFF_PIN.length) return undefined;
  return { kind: 'pin', acts: keys.flatMap((digit) => tap(middle(digit), pause)) };
}

/** Staff come, move the station to another lane, and leave. */
function panelStep(chance: Chance, { now }: Sight): Step | undefined {
  const close = now.controls.find(({ label }) => label.startsWith('关闭'));
  const lanes = now.controls.filter(({ label }) => LANE.test(label));
  if (!close || lanes.length === 0 || chance.odds(0.3)) return undefined;
  const to = chance.odds(0.5) ? chance.one(lanes) : close;
  return { kind: 'panel', acts: tap(middle(to ?? close), chance.between(500, 1_500)) };
}

function weightsFor(sight: Sight): readonly (readonly [number, readonly [string, Maker]])[] {
  const reads = sight.role !== 'organiser';
  const attendee = sight.role === 'attendee';
  return [
    [26, ['tap', tapControl]],
    [10, ['first way', firstWay]],
    [5, ['tap beside', tapBeside]],
    [reads ? 10 : 4, ['late tap', lateTap]],
    [7, ['double tap', doubleTap]],
    [2, ['hold', holdSomewhere]],
    [3, ['drag', drag]],
    [1.5, ['palm', palm]],
    [1, ['five fingers', fiveFingers]],
    [1.5, ['pinch', pinch]],
    [reads ? 16 : 0, ['scan', scan]],
    [reads ? 3 : 0, ['scan twice', scanTwice]],
    [reads ? 6 : 0, ['scan within a tap', scanWithinTap]],
    [reads ? 9 : 0, ['tap after a scan', tapAfterScan]],
    [reads ? 2 : 0, ['burst', burst]],
    [7, ['wait', wait]],
    [3, ['keys', typeSomething]],
    [sight.cut ? 12 : 1.2, ['line', cutOrMend]],
    [0.6, ['restart', () => [{ do: 'restart' }, pass(1_700)]]],
    [0.8, ['turn', () => [{ do: 'turn' }]]],
    [1.5, ['slow answer', slowAnswer]],
    [0.8, ['lost answer', lostAnswer]],
    [attendee ? 3 : 1.5, ['corner', corner]],
    [sight.now.hidden.length > 0 ? 4 : 0, ['scroll', bring]],
  ];
}
