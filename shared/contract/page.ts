import { z } from 'zod';
import { batterySchema } from '../condition.ts';
import { emptyHello } from './first.ts';
import { diskFaultKinds } from '../disk-fault.ts';
import { hubAddressFaults } from '../hub-address.ts';
import { serverHello } from './organiser.ts';
import { arrivalId } from './people.ts';
import { printingOffer } from './printing.ts';
import { readerSchema } from '../devices.ts';
import { nothing } from './shapes.ts';
import { retiredHello } from './ending.ts';
import { liveSchema, lockedHello, openHello, staffKey, unlocking } from './station.ts';

/** Calls and events of every page, whatever its station is for. */

export const pageCalls = {
  /** Sent by a new page. The station forgets the person at the old one. */
  'station.hello': {
    input: nothing,
    output: z.discriminatedUnion('state', [
      openHello,
      lockedHello,
      emptyHello,
      retiredHello,
      serverHello,
    ]),
  },
  /** The page has painted and works. A door that receives nothing for a while reloads it. */
  'station.alive': {
    /** The arrival that the page still shows; absent if it is not an attendee's page. */
    input: z.strictObject({ held: arrivalId.nullable().exactOptional() }),
    output: nothing,
  },
  /** A pass is on the screen without its code, because that could not be drawn. Tells staff. */
  'station.passWithoutCode': { input: nothing, output: nothing },
  /** A keyboard scanner typed the card that opened the station: it is there, though it has scanned nothing yet. */
  'station.keyboard': { input: nothing, output: nothing },
  /** The network is back: the station uploads at once. */
  'station.online': { input: nothing, output: nothing },
  /** The battery, as the page's browser reports it. */
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
  /** The staff card was scanned: the panel opens with this key. */
  staff: z.strictObject({ key: staffKey }),
  /** The station has a new role: the page must say hello again. */
  role: nothing,
  /** Some figures have changed: a page that shows them asks again. */
  figures: nothing,
  /** A code with the hub's address was scanned. */
  address: z.strictObject({
    /** `handed-on`: the hub on this machine hands on to the one of the code. */
    step: z.enum(['taken', 'handed-on', ...hubAddressFaults, ...diskFaultKinds]),
    server: z.string().exactOptional(),
  }),
  /** Another page has taken over this station. */
  replaced: nothing,
} as const;
