import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { upstreamSchema } from '../../../shared/hub-messages.ts';
import { jsonOf } from '../../../shared/json.ts';
import { serverPinSchema } from '../../../shared/server-pins.ts';
import { writeWhole } from '../keys/whole-file.ts';

/** What this station's hub keeps beside its own folder: that it is on, and where it was. No secret is in it. */

export const HUB_FILE = 'hub.json';
export const HUB_FOLDER = 'hub';

const schema = z.strictObject({
  v: z.literal(1),
  on: z.boolean(),
  /** Once it has run, stations know it by these. */
  port: z.int().min(1).max(65_535).exactOptional(),
  pin: serverPinSchema.exactOptional(),
  chosen: z.strictObject({ address: z.string(), name: z.string() }).exactOptional(),
  upstream: upstreamSchema.exactOptional(),
  /** The address code that the upstream came from; absent where somebody typed it. */
  upstreamFrom: z.strictObject({ revision: z.int().min(1), ms: z.int().min(0) }).exactOptional(),
  /** The newest address code, to be shown again. */
  code: z
    .strictObject({ text: z.string(), ms: z.int(), server: z.string(), pin: serverPinSchema })
    .exactOptional(),
});
export type HubSettings = z.infer<typeof schema>;

export type Changed = { readonly [K in keyof HubSettings]?: HubSettings[K] | undefined };

export async function hubSettings(folder: string) {
  const file = join(folder, HUB_FILE);
  const text = await readFile(file, 'utf8').catch(() => '');
  let now: HubSettings = schema.safeParse(jsonOf(text)).data ?? { v: 1, on: false };

  let turn: Promise<void> = Promise.resolve();

  return {
    now: () => now,
    /** One after the other, and in memory only once it is on disk. Undefined takes away what was there. */
    change(changed: Changed | ((before: HubSettings) => Changed)): Promise<void> {
      const mine = turn.then(async () => {
        const deed = typeof changed === 'function' ? changed(now) : changed;
        const all = Object.entries({ ...now, ...deed });
        const next = schema.parse(
          Object.fromEntries(all.filter(([, value]) => value !== undefined)),
        );
        await writeWhole(file, `${JSON.stringify(next)}\n`);
        now = next;
      });
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
