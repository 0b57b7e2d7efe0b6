import type { Act, MonkeyRole, Point } from './acts.ts';
import type { Chance } from './chance.ts';
import type { Control } from './look.ts';
import type { Sight } from './sight.ts';

/** What fingers, things to scan and a bad line do, from chance and the screen alone. */

/** Shorter than a hold. */
const TAP_MS = [30, 160] as const;

export const pass = (ms: number): Act => ({ do: 'pass', ms });

export function tap(at: Point, after: number, held = 60): Act[] {
  return [pass(after), { do: 'down', at: [at] }, pass(held), { do: 'up' }];
}

export function middle({ x, y, width, height }: Control): Point {
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
}

/** A random point on a control, as a finger would hit it. */
function pointOn(chance: Chance, { x, y, width, height }: Control): Point {
  return [
    Math.round(x + width * (0.1 + 0.8 * (chance.between(0, 100) / 100))),
    Math.round(y + height * (0.1 + 0.8 * (chance.between(0, 100) / 100))),
  ];
}

/** Mostly as long as reading takes, sometimes immediate. */
function waitMs(chance: Chance): number {
  return chance.odds(0.6) ? chance.between(700, 2_500) : chance.between(0, 700);
}

function anywhere(chance: Chance, { size: [width, height] }: Sight): Point {
  return [chance.between(1, width - 2), chance.between(1, height - 2)];
}

function someControl(chance: Chance, sight: Sight): Point {
  const control = chance.one(sight.now.controls);
  return control ? pointOn(chance, control) : anywhere(chance, sight);
}

function held(chance: Chance): number {
  return chance.between(...TAP_MS);
}

export function tapControl(chance: Chance, sight: Sight): Act[] {
  return tap(someControl(chance, sight), waitMs(chance), held(chance));
}

/** Controls that lead on come first among those in reach, except the masthead's. */
export function firstWay(chance: Chance, sight: Sight): Act[] {
  return tap(onFirstWay(chance, sight), waitMs(chance), held(chance));
}

function onFirstWay(chance: Chance, sight: Sight): Point {
  const ways = sight.now.controls.filter(({ kind, y }) => kind === 'button' && y > 40).slice(1, 7);
  const way = chance.one(ways);
  return way ? pointOn(chance, way) : anywhere(chance, sight);
}

export function tapBeside(chance: Chance, sight: Sight): Act[] {
  const control = chance.one(sight.now.controls);
  if (!control || chance.odds(0.3)) return tap(anywhere(chance, sight), waitMs(chance));
  const [x, y] = middle(control);
  const aside = chance.between(2, 24);
  const spot: Point = chance.odds(0.5)
    ? [x, Math.round(control.y + control.height) + aside]
    : [Math.round(control.x) - aside, y];
  return tap(within(sight, spot), waitMs(chance), held(chance));
}

function within({ size: [width, height] }: Sight, [x, y]: Point): Point {
  return [Math.min(width - 1, Math.max(0, x)), Math.min(height - 1, Math.max(0, y))];
}

/** A place where something stood a moment ago. */
export function lateTap(chance: Chance, sight: Sight): Act[] {
  const control = chance.one(sight.before.controls);
  if (!control) return tapControl(chance, sight);
  return tap(within(sight, pointOn(chance, control)), chance.between(0, 700), held(chance));
}

export function doubleTap(chance: Chance, sight: Sight): Act[] {
  const at = someControl(chance, sight);
  return [...tap(at, waitMs(chance), 40), ...tap(at, chance.between(60, 700), 40)];
}

export function holdSomewhere(chance: Chance, sight: Sight): Act[] {
  return tap(someControl(chance, sight), waitMs(chance), chance.between(500, 4_000));
}

export function drag(chance: Chance, sight: Sight): Act[] {
  const from = anywhere(chance, sight);
  const to = anywhere(chance, sight);
  const part = (share: number): Point => [
    Math.round(from[0] + (to[0] - from[0]) * share),
    Math.round(from[1] + (to[1] - from[1]) * share),
  ];
  return [
    pass(waitMs(chance)),
    { do: 'down', at: [from] },
    ...[0.2, 0.5, 0.8, 1].flatMap((share): Act[] => [pass(30), { do: 'move', to: [part(share)] }]),
    { do: 'up' },
  ];
}

export function palm(chance: Chance, sight: Sight): Act[] {
  const [x, y] = anywhere(chance, sight);
  const at = Array.from({ length: 3 }, () =>
    within(sight, [x + chance.between(-70, 70), y + chance.between(-70, 70)]),
  );
  const radius = chance.between(50, 110);
  return [pass(waitMs(chance)), { do: 'down', at, radius }, pass(180), { do: 'up' }];
}

export function fiveFingers(chance: Chance, sight: Sight): Act[] {
  const at = Array.from({ length: 5 }, () =>
    chance.odds(0.5) ? someControl(chance, sight) : anywhere(chance, sight),
  );
  return [pass(waitMs(chance)), { do: 'down', at }, pass(90), { do: 'up' }];
}

export function pinch(chance: Chance, sight: Sight): Act[] {
  const [x, y] = anywhere(chance, sight);
  const apart = (distance: number): Point[] => [
    within(sight, [x - distance, y]),
    within(sight, [x + distance, y]),
  ];
  const wider = chance.odds(0.7) ? [60, 100, 150, 200] : [150, 100, 60, 30];
  return [
    pass(waitMs(chance)),
    { do: 'down', at: apart(wider[0] === 60 ? 30 : 200) },
    ...wider.flatMap((distance): Act[] => [pass(16), { do: 'move', to: apart(distance) }]),
    { do: 'up' },
  ];
}

/** Long enough for a reader to notice that a card has left. */
function thing(chance: Chance, { things, role }: Sight): string {
  const first = chance.odds(0.6) ? things.filter(goesOn(role)) : things;
  return chance.one(first) ?? 'menu-url';
}

/** What most people bring. */
function goesOn(role: MonkeyRole): (id: string) => boolean {
  if (role === 'attendee')
    return (id) => !/^(bus|damaged|taken|pass|menu|not-text|social)/.test(id);
  return (id) => /^pass-\d$/.test(id) || /-card-|^command/.test(id);
}

export function scan(chance: Chance, sight: Sight): Act[] {
  const id = thing(chance, sight);
  return [pass(waitMs(chance)), { do: 'scan', id }, pass(chance.between(150, 1_600))];
}

export function scanTwice(chance: Chance, sight: Sight): Act[] {
  const id = thing(chance, sight);
  const once: Act = { do: 'scan', id };
  return [pass(waitMs(chance)), once, pass(chance.spread(1, 400)), once, pass(1_200)];
}

export function scanWithinTap(chance: Chance, sight: Sight): Act[] {
  const at = chance.odds(0.5) ? onFirstWay(chance, sight) : someControl(chance, sight);
  const id = thing(chance, sight);
  const rest = chance.between(120, 900);
  return [
    pass(waitMs(chance)),
    { do: 'down', at: [at] },
    { do: 'scan', id },
    pass(rest),
    { do: 'up' },
    pass(600),
  ];
}

/** A tap that was on its way when the next person's card was read. */
export function tapAfterScan(chance: Chance, sight: Sight): Act[] {
  const at = chance.odds(0.6) ? onFirstWay(chance, sight) : someControl(chance, sight);
  const read: Act[] = [{ do: 'scan', id: thing(chance, sight) }, pass(chance.between(120, 900))];
  return [pass(waitMs(chance)), ...read, ...tap(at, chance.between(0, 400), held(chance))];
}

const typedCodes = [
  'CFR1:TER2SPS9V98S65N8',
  'CFR1:NWAPEDZTF1AFZ304',
  'CFR1:0701RV15KYH8S5RC',
  'https://menu.example.com/t/12',
];

export function burst(chance: Chance): Act[] {
  const text = chance.one(typedCodes) ?? '';
  return [pass(waitMs(chance)), { do: 'burst', text }, pass(400)];
}

export function wait(chance: Chance): Act[] {
  return [pass(chance.spread(100, 90_000))];
}

export function typeSomething(chance: Chance, { now }: Sight): Act[] {
  const field = chance.one(now.controls.filter(({ kind }) => kind === 'field'));
  const text = chance.one([
    '13800138000',
    '8XKM-2QRT-5',
    '349981196805209014',
    'wang',
    '2580',
    '7',
  ]);
  const keys: Act = { do: 'keys', text: text ?? '' };
  return field
    ? [...tap(pointOn(chance, field), waitMs(chance)), keys]
    : [pass(waitMs(chance)), keys];
}

export function cutOrMend(chance: Chance, { cut }: Sight): Act[] {
  return [{ do: 'line', is: cut ? 'back' : 'cut' }, pass(chance.between(100, 6_000))];
}

/** Taps and scans while answers are held, in simulated time. */
export function slowAnswer(chance: Chance, sight: Sight): Act[] {
  const first = tap(someControl(chance, sight), waitMs(chance));
  const meanwhile =
    sight.role === 'organiser' || chance.odds(0.4)
      ? tap(someControl(chance, sight), chance.between(50, 900))
      : scan(chance, sight);
  return [
    { do: 'answers', are: 'held' },
    ...first,
    ...meanwhile,
    pass(chance.between(0, 3_000)),
    { do: 'answers', are: 'let go' },
    pass(50),
  ];
}

export function lostAnswer(chance: Chance, sight: Sight): Act[] {
  return [
    { do: 'answers', are: 'lost' },
    ...tap(someControl(chance, sight), waitMs(chance)),
    { do: 'answers', are: 'let go' },
    pass(50),
  ];
}

export function corner(chance: Chance, { now }: Sight): Act[] {
  const emblem = now.controls.find(({ label }) => label.includes('工作人员入口'));
  return tap(emblem ? middle(emblem) : [40, 40], waitMs(chance), chance.between(2_800, 3_600));
}

export function bring(chance: Chance, { now }: Sight): Act[] {
  return [{ do: 'bring', label: chance.one(now.hidden) ?? '' }];
}
