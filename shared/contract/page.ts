import { z } from 'zod';
import { batterySchema } from '../condition.ts';
import { serverHello } from './organiser.ts';
import { arrivalId } from './people.ts';
import { printingOffer } from './printing.ts';
import { readerSchema } from '../devices.ts';
import { nothing } from './shapes.ts';
import { liveSchema, lockedHello, openHello, unlocking } from './station.ts';

/** What every page asks and learns, whatever its station is for. */

export const pageCalls = {
  /** A new page: the person at the old one is forgotten. */
  'station.hello': {
    input: nothing,
    output: z.discriminatedUnion('state', [openHello, lockedHello, serverHello]),
  },
  /** The page has painted and works; a door that hears nothing for a while reloads it. */
  'station.alive': {
    /** The arrival that the page still shows; absent where it is no attendee's page. */
    input: z.strictObject({ held: arrivalId.nullable().exactOptional() }),
    output: nothing,
  },
  /** A pass is on the screen, and its code could not be drawn: staff must know. */
  'station.passWithoutCode': { input: nothing, output: nothing },
  /** The network is back: the station sends at once what waits. */
  'station.online': { input: nothing, output: nothing },
  /** What the page's browser says of the machine's battery. */
  'station.battery': {
    input: z.strictObject({ battery: batterySchema.nullable() }),
    output: nothing,
  },
} as const;

export const pageEvents = {
  live: liveSchema,
  readers: z.array(readerSchema),
  printing: z.strictObject({ offer: printingOffer }),
  unlocking: z.strictObject({ step: unlocking }),
  /** The station has another role now: the page says hello again. */
  role: nothing,
  /** Some figures have changed: a page that shows them asks again. */
  figures: nothing,
  /** Another page has taken this station over. */
  replaced: nothing,
} as const;
