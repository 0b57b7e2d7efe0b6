import { z } from 'zod';
import { accountCalls } from './accounts.ts';
import { afterwardsCalls } from './afterwards.ts';
import { arrivalCalls, faceEvent } from './arrival.ts';
import { boothCalls, boothFaceSchema } from './booth.ts';
import { cameraCalls } from './camera.ts';
import { counterCalls, counterEvent } from './counter.ts';
import { deskCalls, deskFaceSchema } from './desk.ts';
import { endingCalls } from './ending.ts';
import { firstCalls, joiningSchema, seenSchema } from './first.ts';
import { keysCalls, sheetEvent } from './keys.ts';
import { machineCalls } from './machines.ts';
import { newFairCalls } from './new-fair.ts';
import { openServerCalls, organiserCalls } from './organiser.ts';
import { pageCalls, pageEvents } from './page.ts';
import { hubCalls, hubSchema } from './hub.ts';
import { printCalls } from './printing.ts';
import { peopleDeliveryCalls } from './people-delivery.ts';
import { printsCalls } from './prints.ts';
import { rehearsalCalls } from './rehearsal.ts';
import { rehearsalSchema } from '../report/rehearsal.ts';
import { reviseCalls } from './revise.ts';
import { sampleCalls } from './sample.ts';
import { savingCalls } from './saving.ts';
import { seasonCalls } from './season.ts';
import { takeOverCalls, takingOverSchema } from './take-over.ts';
import { setUpCalls, setUpSchema } from './setup.ts';
import { staffCalls } from './staff.ts';
import { staffPeopleCalls } from './staff-people.ts';
import { staffRevisionCalls } from './staff-revision.ts';

/**
 * Every call and event between a page and its station, each in the file of its topic. Doors validate with
 * these schemas, bridges carry them, and they type the renderer's client.
 */

export const calls = {
  ...pageCalls,
  ...firstCalls,
  ...takeOverCalls,
  ...arrivalCalls,
  ...cameraCalls,
  ...counterCalls,
  ...boothCalls,
  ...deskCalls,
  ...openServerCalls,
  ...organiserCalls,
  ...accountCalls,
  ...seasonCalls,
  ...setUpCalls,
  ...machineCalls,
  ...afterwardsCalls,
  ...endingCalls,
  ...rehearsalCalls,
  ...keysCalls,
  ...newFairCalls,
  ...reviseCalls,
  ...printsCalls,
  ...peopleDeliveryCalls,
  ...hubCalls,
  ...staffCalls,
  ...staffPeopleCalls,
  ...staffRevisionCalls,
  ...savingCalls,
  ...printCalls,
  ...sampleCalls,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

/** The calls that a station or the server answers. Calls that do not say are not listed. */
export type AnsweredBy<Who extends 'station' | 'server'> = {
  [N in keyof typeof calls]: (typeof calls)[N] extends { readonly by: Who | 'both' } ? N : never;
}[keyof typeof calls];

export const events = {
  ...pageEvents,
  face: faceEvent,
  booths: boothFaceSchema,
  desks: deskFaceSchema,
  counter: counterEvent,
  setup: setUpSchema,
  rehearsal: rehearsalSchema,
  hub: hubSchema,
  joining: joiningSchema,
  seen: seenSchema,
  takingOver: takingOverSchema,
  sheet: sheetEvent,
} as const satisfies Record<string, z.ZodType>;

export type CallName = keyof typeof calls;
export type CallInput<N extends CallName> = z.infer<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<(typeof calls)[N]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
export type StationEvent = {
  [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> };
}[EventName];
