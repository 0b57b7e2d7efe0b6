import type { Figure } from '../figure.ts';
import { besideAFloods } from './beside-a-flood.ts';
import { besideBombs } from './beside-bombs.ts';
import { checkinBigVsSmall } from './checkin-big-vs-small.ts';
import { checkinSealedVsRaw, checkinVsRaw } from './checkin-vs-raw.ts';
import { drain60k, drainVsPouchdb } from './drain.ts';
import { exportMegabytes, exportSeconds } from './export.ts';
import { fairsAtOnces } from './fairs-at-once.ts';
import { liveDelay } from './live-delay.ts';
import { match13500 } from './match.ts';
import { ingestVsCopy, tallyBigVsSmall } from './postgres.ts';
import { find100k, import100k, seal100k } from './registered.ts';
import { scanBurstLost, scanBurstP99 } from './scan-burst.ts';
import { boothScanToPaint, scanToPaint } from './scan-to-paint.ts';
import { secondStartMemory, secondStartTime } from './second-start.ts';
import { backAfterCrash, scanInOwnProcess } from './station-process.ts';
import { tenThousandFairses } from './ten-thousand-fairs.ts';
import { checkinWhileSending } from './while-sending.ts';

export const figures: readonly Figure[] = [
  checkinVsRaw,
  checkinSealedVsRaw,
  checkinBigVsSmall,
  scanToPaint,
  boothScanToPaint,
  scanInOwnProcess,
  backAfterCrash,
  scanBurstP99,
  scanBurstLost,
  match13500,
  seal100k,
  import100k,
  find100k,
  drain60k,
  drainVsPouchdb,
  checkinWhileSending,
  exportSeconds,
  exportMegabytes,
  liveDelay,
  ingestVsCopy,
  tallyBigVsSmall,
  ...besideAFloods,
  besideBombs,
  ...fairsAtOnces,
  ...tenThousandFairses,
  secondStartTime,
  secondStartMemory,
];
