import type { AnsweredBy } from '../../shared/contract/calls.ts';
import { accountCalls } from '../../shared/contract/accounts.ts';
import { organiserCalls } from '../../shared/contract/organiser.ts';
import type { Handlers } from '../../shared/contract/dispatch.ts';
import { organiserQueries } from '../../shared/organiser/queries.ts';
import { wallView } from '../../shared/report/wall.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Session } from '../accounts/sessions.ts';
import type { Door, openedBy } from '../accounts/sign-in.ts';
import { fairById } from '../fairs/fairs.ts';
import { handlerForOwnPassword, handlersForAccounts, isAccountCall } from './account-calls.ts';
import { bulletinsOf, checkOf, publish, withdraw } from './bulletins.ts';
import type { Organiser } from './organiser.ts';
import { mayCall, type SignedInCalls } from './rights.ts';
import { serverSource } from './source.ts';
import { setUnused } from './unused.ts';
import { wallOf } from './wall.ts';

/** The calls of the page's contract that the server answers; a station answers the others. */

export interface ServerCallOptions extends Door {
  /** Undefined before sign-in. */
  readonly session: Session | undefined;
  readonly signIn: Handlers['organiser.signIn'];
  readonly signOut: Handlers['organiser.signOut'];
  /** As a sign-in with it would, from where the call comes. */
  readonly proves: (name: string, password: string) => ReturnType<typeof openedBy>;
}

type OpenCalls =
  | Exclude<AnsweredBy<'server'>, keyof typeof organiserCalls | keyof typeof accountCalls>
  | 'station.hello'
  | 'station.alive'
  | 'station.online'
  | 'station.battery';

/** The handlers that may answer this call, or why none may. */
export async function handlersFor(
  call: string,
  options: ServerCallOptions,
): Promise<Partial<Handlers> | 'signed-out' | 'not-allowed'> {
  const { storage, session } = options;
  if (!Object.hasOwn(organiserCalls, call) && !isAccountCall(call)) return openCalls(options);
  if (!session) return 'signed-out';
  if (isAccountCall(call)) {
    return { ...handlersForAccounts(options, session), ...handlerForOwnPassword(options, session) };
  }
  if (!mayCall(session.role, call)) return 'not-allowed';
  const kept = await fairById(storage, session.fair);
  return kept ? signedInCalls(options, { name: session.name, fair: kept.fair }) : 'not-allowed';
}

function openCalls(options: ServerCallOptions): Pick<Handlers, OpenCalls> {
  const { storage, now } = options;
  return {
    'station.hello': async () => ({
      state: 'server',
      organiser: options.session ? await greeted(options, options.session) : null,
    }),
    'station.alive': () => ({}),
    'station.online': () => ({}),
    'station.battery': () => ({}),
    'organiser.signIn': options.signIn,
    'organiser.signOut': options.signOut,
    'bulletin.check': async ({ fair, number }) => {
      const asked = await fairById(storage, fair);
      const check = asked && (await checkOf(storage, asked.fair, number, now()));
      return check ? ok(check) : fail({ kind: 'none' });
    },
  };
}

async function greeted({ storage }: Pick<Door, 'storage'>, { name, role, fair }: Session) {
  const kept = await fairById(storage, fair);
  if (!kept) return { name, role, fair: null };
  const { id, name: fairName, sample } = kept.fair;
  return { name, role, fair: { id, name: fairName, sample } };
}

function signedInCalls(
  { storage, now }: Pick<Door, 'storage' | 'now'>,
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
