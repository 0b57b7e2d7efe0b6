import type { FactKind } from '../facts.ts';
import { say, type Words } from '../say.ts';

/** Names for kinds of facts. A visit without a pass has its own name. */
export const factWords: Readonly<Record<FactKind | 'walk-in', Words>> = {
  checkin: say('签到', 'Check-in'),
  bind: say('绑定', 'Bound'),
  visit: say('接待', 'Visit'),
  'walk-in': say('无证来访', 'Walk-in'),
  talk: say('洽谈', 'Talk'),
  resume: say('简历', 'Résumé'),
  intent: say('意向', 'Intent'),
  consult: say('咨询', 'Consultation'),
  handout: say('资料', 'Leaflets'),
  service: say('帮扶', 'Service'),
  booth: say('开台', 'Booth opened'),
  paper: say('纸质登记', 'Counts from paper'),
  clock: say('校时', 'Clock'),
  retract: say('撤回', 'Taken back'),
  decide: say('处理', 'Decision'),
};
