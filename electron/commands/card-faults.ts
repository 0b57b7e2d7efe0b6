import type { CardFault } from '../station/keys/enrolment.ts';

/** The terminal's words for why a staff card is refused. */
export const cardFaults: Readonly<Record<CardFault['kind'], string>> = {
  'not-a-staff-card': '这不是工作卡。This is not a staff card.',
  damaged: '没有扫清楚，请再扫一次。The scan was unclear: scan the card again.',
  'card-of-other-fair': '这是另一场招聘会的工作卡。This card belongs to another fair.',
  'wrong-card': '不是登记本机的那张卡。This machine was enrolled with another card.',
};
