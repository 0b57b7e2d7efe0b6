import type { Attack } from './attack.ts';
import { revokedEntrance, stolenEntrance } from './entrance.ts';
import { lyingHub } from './lying-hub.ts';
import { flood, replaying } from './network.ts';
import { restoredServer, restoredStation } from './restored.ts';
import { later, stolenBooth } from './stolen-booth.ts';

export const attacks: readonly Attack[] = [
  ...stolenBooth,
  ...lyingHub,
  ...replaying,
  ...revokedEntrance,
  ...stolenEntrance,
  ...restoredServer,
  ...restoredStation,
  ...later,
  ...flood,
];
