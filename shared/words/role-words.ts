import type { Role } from '../fair.ts';
import { say, type Words } from '../say.ts';

/** What a station is for. */
export const roleWords: Readonly<Record<Role, Words>> = {
  entrance: say('签到入口', 'Entrance'),
  booth: say('招聘展位', 'Booths'),
  desk: say('服务台', 'Desks'),
  organiser: say('主办方', 'Organiser'),
  wall: say('大屏', 'Wall'),
};
