import { z } from 'zod';
import { cameraSettingSchema, readerTrouble } from './readers.ts';
import { nothing, result } from './shapes.ts';
import { staffFault, staffKey } from './station.ts';

/** A camera that the page reads codes with: only texts and states cross to the station, never a picture. */

const name = z.string().max(200);

const cameraReportSchema = z.strictObject({
  /** As the system calls it; empty while nobody knows. */
  name,
  state: z.enum(['off', 'starting', 'ready', 'trouble']),
  trouble: readerTrouble.nullable(),
});
export type CameraReport = z.infer<typeof cameraReportSchema>;

export const cameraCalls = {
  /** What the camera read; answered as any scan. */
  'arrival.camera': { input: z.strictObject({ text: z.string().max(512) }), output: nothing },
  /** The camera's state has changed, for the list of readers. */
  'station.camera': { input: cameraReportSchema, output: nothing },
  'staff.camera': {
    input: z.strictObject({ key: staffKey, setting: cameraSettingSchema }),
    output: result(cameraSettingSchema, staffFault),
  },
} as const;
