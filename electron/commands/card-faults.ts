import type { CardFault } from '../station/keys/enrolment.ts';

/** The terminal's words for why a staff card is refused. */
export const cardFaults: Readonly<Record<CardFault['kind'], string>> = {
  'not-a-staff-card': '这不是工作卡。This is no staff card.',
  damaged: '没有扫清楚，请再扫一次。It was misread: scan it again.',
  'card-of-other-fair': '这是另一场招聘会的工作卡。This card is of another fair.',
  'wrong-card': '不是登记本机的那张卡。This is not the card that the machine was enrolled with.',
};
