import { z } from 'zod';
import { kindOf, result } from './shapes.ts';
import { staffFault, staffKey } from './station.ts';

/** How a station without a network takes a revision of the fair from a stick; staff only. */

const revisionFile = z.strictObject({
  /** `older` also stands for one that was taken before a later one came. */
  is: z.enum(['fresh', 'held', 'older']),
  id: z.string(),
  stick: z.string(),
  name: z.string(),
  revision: z.int(),
});
export type RevisionOnStick = z.infer<typeof revisionFile>;

export const staffRevisionCalls = {
  /** The revision here, and those on the sticks that are plugged in now, the newest first. */
  'staff.revisionFiles': {
    input: z.strictObject({ key: staffKey }),
    output: result(
      z.strictObject({
        revision: z.int(),
        sticks: z.array(z.string()),
        files: z.array(revisionFile),
      }),
      staffFault,
    ),
  },
  /** Takes effect once staff have left the panel and nobody is being served, like one that came over the network. */
  'staff.takeRevision': {
    input: z.strictObject({ key: staffKey, id: z.string().max(64) }),
    output: result(
      z.strictObject({ revision: z.int() }),
      kindOf('staff-only', 'gone', 'not-newer', 'not-taken'),
    ),
  },
} as const;
