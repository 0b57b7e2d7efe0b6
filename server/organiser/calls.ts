import type { AnsweredBy } from '../../shared/contract/calls.ts';
import { organiserCalls } from '../../shared/contract/organiser.ts';
import type { Handlers } from '../../shared/contract/dispatch.ts';
import { organiserQueries } from '../../shared/organiser/queries.ts';
import { wallView } from '../../shared/report/wall.ts';
import { fail, ok } from '../../shared/result.ts';
import { fairById } from '../fairs/fairs.ts';
import { earliestOffered, fairsListed } from '../fairs/listed.ts';
import type { Storage } from '../storage/homes.ts';
import { note } from './audit.ts';
import { bulletinsOf, checkOf, publish, withdraw } from './bulletins.ts';
import type { Organiser } from './session.ts';
import { serverSource } from './source.ts';
import { setUnused } from './unused.ts';
import { wallOf } from './wall.ts';

/** The calls of the page's contract that the server answers; a station answers the others. */

export interface ServerCallOptions {
  readonly storage: Storage;
  readonly now: () => number;
  /** Undefined before sign-in. */
  readonly organiser: () => Promise<Organiser | undefined>;
  readonly isToken: (token: string) => boolean;
  readonly begin: (session: { readonly fair: string; readonly name: string }) => void;
  readonly end: () => void;
}

type OpenCalls =
  | Exclude<AnsweredBy<'server'>, keyof typeof organiserCalls>
  | 'station.hello'
  | 'station.alive'
  | 'station.online'
  | 'station.battery';
type SignedInCalls = Extract<AnsweredBy<'server'>, keyof typeof organiserCalls>;

/** The handlers that may answer this call; empty if it needs a sign-in. */
export async function handlersFor(
  call: string,
  options: ServerCallOptions,
): Promise<Partial<Handlers> | undefined> {
  if (!Object.hasOwn(organiserCalls, call)) return openCalls(options);
  const organiser = await options.organiser();
  return organiser && signedInCalls(options, organiser);
}

function openCalls(options: ServerCallOptions): Pick<Handlers, OpenCalls> {
  const { storage, now } = options;
  return {
    'station.hello': async () => {
      const organiser = await options.organiser();
      return {
        state: 'server',
        fairs: (await fairsListed(storage.db, { since: earliestOffered(now()) })).map(
          ({ id, name }) => ({
            id,
            name,
          }),
        ),
        organiser: organiser ? greeted(organiser) : null,
      };
    },
    'station.alive': () => ({}),
    'station.online': () => ({}),
    'station.battery': () => ({}),
    'organiser.signIn': async ({ fair, name, token }) => {
      if (!options.isToken(token)) return fail({ kind: 'wrong-token' });
      if (!(await fairById(storage, fair))) return fail({ kind: 'no-such-fair' });
      await note(storage, fair, { did: 'signed-in', by: name }, now());
      options.begin({ fair, name });
      return ok({});
    },
    'organiser.signOut': () => {
      options.end();
      return {};
    },
    'bulletin.check': async ({ fair, number }) => {
      const asked = await fairById(storage, fair);
      const check = asked && (await checkOf(storage, asked.fair, number, now()));
      return check ? ok(check) : fail({ kind: 'none' });
    },
  };
}

const greeted = ({ name, fair: { id, name: fairName, sample } }: Organiser) => ({
  name,
  fair: { id, name: fairName, sample },
});

function signedInCalls(
  { storage, now }: Pick<ServerCallOptions, 'storage' | 'now'>,
  organiser: Organiser,
): Pick<Handlers, SignedInCalls> {
  const { fair, name } = organiser;
  return {
    ...organiserQueries(serverSource(storage, organiser, now)),
    'organiser.unused': (slot) => setUnused(storage, fair, slot, organiser, now()),
    'organiser.publish': (publication) => publish(storage, fair, publication, name, now()),
    'organiser.bulletins': async () => ok(await bulletinsOf(storage, fair.id)),
    'organiser.withdraw': (withdrawal) => withdraw(storage, fair.id, withdrawal, name, now()),
    'wall.view': async () => ok(wallView(fair, await wallOf(storage.db, fair, now()), 0)),
  };
}
