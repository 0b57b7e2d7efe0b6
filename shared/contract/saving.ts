import { z } from 'zod';
import { kindOf, nothing, result } from './shapes.ts';
import { staffFault, staffKey } from './station.ts';

/**
 * Where a file that a station has made is saved. The page's browser saves it, or staff choose a place
 * on our own page: a kiosk has no dialogue of the system.
 */

const placeSchema = z.strictObject({
  id: z.string(),
  /** A stick or disk that is plugged in; the folder that staff set; or one that the system asks for. */
  kind: z.enum(['medium', 'folder', 'elsewhere']),
  name: z.string(),
  /** In bytes; null if unknown. */
  free: z.int().min(0).nullable(),
  state: z.enum(['ready', 'read-only', 'full', 'no-answer']),
});
export type SavingPlace = z.infer<typeof placeSchema>;

/** Why a file is not saved; nothing of it is left behind. */
const saveFaultKinds = ['gone', 'full', 'read-only', 'no-answer', 'not-saved'] as const;
export type SaveFault = (typeof saveFaultKinds)[number];

const who = { key: staffKey.exactOptional() };

/** An organiser's station may save; every other one needs the key that a staff PIN unlocks. */
export const savingCalls = {
  /** The places that are there now. */
  'saving.places': {
    input: z.strictObject(who),
    /** `by-browser`: the page's browser saves files itself. */
    output: result(z.array(placeSchema), kindOf('staff-only', 'by-browser')),
  },
  /** Saves the file that was handed over last. */
  'saving.save': {
    input: z.strictObject({ ...who, file: z.string(), place: z.string() }),
    output: result(
      z.strictObject({ where: z.string(), isMedium: z.boolean() }),
      kindOf('staff-only', 'no-such-file', 'cancelled', ...saveFaultKinds),
    ),
  },
  /** Stops the writing; `saving.save` then answers `cancelled`, and nothing stays behind. */
  'saving.stop': { input: z.strictObject(who), output: nothing },
  'saving.drop': { input: z.strictObject({ file: z.string() }), output: nothing },
  /** Sets the folder for saved files, or the station's own again. */
  'saving.setFolder': {
    input: z.strictObject({ key: staffKey, folder: z.string().trim().max(1_000).nullable() }),
    output: result(
      nothing,
      z.discriminatedUnion('kind', [staffFault, kindOf('not-a-folder', 'own-folder', 'read-only')]),
    ),
  },
} as const;
