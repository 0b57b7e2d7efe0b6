import type { SentBox } from '../../../shared/sync/boxes.ts';
import { inPortion } from '../../../shared/sync/portion.ts';
import type { FactPlace } from '../../../shared/sync/wire.ts';
import {
  type Incarnation,
  missingElsewhere,
  PATIENT_QUESTIONS,
  type PlanSource,
  type Progress,
} from './progress.ts';

/**
 * Decides what a station sends next. Facts go up in order, and again until the server acknowledges them. Nothing
 * here reads a disk or a network: `uploader.ts` does.
 */

export type Step = { readonly kind: 'rest' } | Send;

export interface Send {
  readonly kind: 'send';
  readonly incarnation: Incarnation;
  /**
   * The step sends facts after this one. Absent: it sends none, and asks for the server's position.
   */
  readonly known: number | undefined;
  readonly limit: number;
  readonly asksForNews: boolean;
  /** The server has facts after this one that this station lost. */
  readonly lostAfter?: number;
  readonly boxes: readonly SentBox[];
  /** The server asked whom these facts are about. */
  readonly unproven: readonly FactPlace[];
  /** How many requests for news a reply to this step fulfils. */
  readonly wishes: number;
}

export function plan(progress: Progress, source: PlanSource): Step {
  const incarnations = source.incarnations();
  const newest = incarnations.at(-1);
  for (const incarnation of incarnations) {
    const step = sendOf(progress, incarnation, incarnation === newest ? source : undefined);
    if (step) return step;
  }
  for (const branch of missingElsewhere(progress, source)) {
    const step = sendOf({ ...progress, acked: new Map([[branch.name, branch.end]]) }, branch);
    if (step) return step;
  }
  return { kind: 'rest' };
}

/** `extras` travel only with the newest incarnation. */
function sendOf(
  progress: Progress,
  incarnation: Incarnation,
  extras?: PlanSource,
): Send | undefined {
  const { head } = incarnation;
  const known = progress.acked.get(incarnation.name)?.seq;
  const lostAfter = lostFrom(progress, incarnation);
  const wished = extras !== undefined && progress.fulfilled < progress.wishes;
  const asksForNews = (wished || lostAfter !== undefined) && isPatient(progress);
  const boxes = known === undefined || progress.boxesRefused ? [] : (extras?.boxes() ?? []);
  const { portion } = progress;
  const hasOrders = ordersWait(progress, extras);
  const unproven = extras ? progress.unproven : [];
  const isDone = lostAfter !== undefined || (known ?? -1) >= head.seq;
  const extra = asksForNews || hasOrders || boxes.length + unproven.length > 0;
  if (isDone && !extra) return undefined;
  return {
    kind: 'send',
    incarnation,
    known,
    limit: known === undefined || lostAfter !== undefined ? 0 : portion.size,
    asksForNews,
    ...(lostAfter !== undefined && { lostAfter }),
    boxes: inPortion(portion, boxes),
    unproven: inPortion(portion, unproven),
    wishes: progress.wishes,
  };
}

/** A server of before refuses all that comes with an order in today's form. */
const ordersWait = (
  { erasures, isNewer }: Progress,
  extras: Pick<PlanSource, 'erasures'> | undefined,
): boolean => isNewer && extras !== undefined && erasures < extras.erasures();

const isPatient = ({ unanswered }: Progress): boolean => unanswered < PATIENT_QUESTIONS;

/** After which of our facts the server has some that we lack. */
function lostFrom({ acked, askAfter }: Progress, { name, head }: Incarnation): number | undefined {
  const isBehind = (acked.get(name)?.seq ?? 0) > head.seq;
  return askAfter.get(name) ?? (isBehind ? head.seq : undefined);
}
