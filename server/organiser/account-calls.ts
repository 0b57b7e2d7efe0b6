import { accountCalls } from '../../shared/contract/accounts.ts';
import type { Handlers } from '../../shared/contract/dispatch.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  addAccount,
  endSessions,
  type Keeping,
  listAccounts,
  removeAccount,
  setPassword,
  setRole,
} from '../accounts/accounts.ts';
import { auditView } from '../../shared/report/audit-log.ts';
import { auditOf } from '../accounts/audit.ts';
import { newPassword } from '../accounts/password-rules.ts';
import { WHOLE_SERVER } from '../accounts/secrets.ts';
import type { Session } from '../accounts/sessions.ts';
import type { openedBy } from '../accounts/sign-in.ts';
import { addToken, listTokens, removeToken } from '../accounts/tokens.ts';
import { fairById } from '../fairs/fairs.ts';
import { fairsListed } from '../fairs/listed.ts';

/** An administrator's calls: for the own fair, or, as one of the whole server, for any. */

/** The newest; the whole log of a fair is exported at its own page. */
const MOST_SHOWN = 500;

/** What concerns the whole server has no fair whose clock it could go by. */
const utcOffsetHere = (ms: number): number => -new Date(ms).getTimezoneOffset();

type Fault = { readonly kind: string };
type AccountCalls = Pick<Handlers, keyof typeof accountCalls>;

export const isAccountCall = (call: string): boolean => Object.hasOwn(accountCalls, call);

export function handlersForAccounts(
  keeping: Keeping,
  session: Pick<Session, 'fair' | 'name' | 'role'>,
): Omit<AccountCalls, 'accounts.ownPassword'> {
  const { storage, now } = keeping;
  const { name: caller } = session;

  const mayFor = (fair: string): boolean =>
    session.role === 'administrator' && (session.fair === WHOLE_SERVER || session.fair === fair);

  /** Another fair is refused as if it were not there. */
  async function within<T, F extends Fault>(
    fair: string,
    work: () => Promise<Result<T, F>>,
  ): Promise<Result<T, F | { readonly kind: 'not-allowed' }>> {
    return mayFor(fair) ? work() : fail({ kind: 'not-allowed' });
  }

  /** With the password to show once, if the server made it. */
  async function withPassword<F extends Fault>(
    asked: string | null,
    work: (password: string) => Promise<Result<unknown, F>>,
  ): Promise<Result<{ readonly password: string | null }, F>> {
    const made = asked === null ? newPassword() : null;
    const done = await work(asked ?? made ?? '');
    return done.ok ? ok({ password: made }) : done;
  }

  return {
    'accounts.fairs': () =>
      within(WHOLE_SERVER, async () =>
        ok((await fairsListed(storage.db, { since: '' })).map(({ id, name }) => ({ id, name }))),
      ),
    'accounts.list': ({ fair }) =>
      within(fair, async () =>
        ok({
          accounts: await listAccounts(keeping, fair),
          tokens: await listTokens(storage, fair),
        }),
      ),
    'accounts.add': ({ fair, name, role, password }) =>
      within(fair, () =>
        withPassword(password, (chosen) =>
          addAccount(keeping, { fair, name, by: caller, role, password: chosen }),
        ),
      ),
    'accounts.password': ({ fair, name, password }) =>
      within(fair, () =>
        withPassword(password, (chosen) =>
          setPassword(keeping, { fair, name, by: caller, password: chosen }),
        ),
      ),
    'accounts.audit': ({ fair }) =>
      within(fair, async () => {
        const kept = fair === WHOLE_SERVER ? undefined : await fairById(storage, fair);
        const utcOffsetMinutes = kept?.fair.utcOffsetMinutes ?? utcOffsetHere(now());
        const log = await auditOf(storage, fair);
        return ok(auditView({ utcOffsetMinutes }, { ...log, shown: MOST_SHOWN }));
      }),
    'accounts.role': ({ fair, name, role }) =>
      within(fair, () => setRole(keeping, { fair, name, by: caller, role })),
    'accounts.endSessions': ({ fair, name }) =>
      within(fair, () => endSessions(keeping, { fair, name, by: caller })),
    'accounts.remove': ({ fair, name }) =>
      within(fair, () => removeAccount(keeping, { fair, name, by: caller, even: 'not the last' })),
    'accounts.addToken': ({ fair, name, rights }) =>
      within(fair, () => addToken(keeping, { fair, name, by: caller, rights })),
    'accounts.removeToken': ({ fair, name }) =>
      within(fair, () => removeToken(keeping, { fair, name, by: caller })),
  };
}

interface Options extends Keeping {
  /** Whether this is the password of the person who is signed in. */
  readonly proves: (name: string, password: string) => ReturnType<typeof openedBy>;
}

export function handlerForOwnPassword(
  keeping: Options,
  session: Session,
): Pick<AccountCalls, 'accounts.ownPassword'> {
  return {
    'accounts.ownPassword': async ({ now: was, password }) => {
      const { fair, name, hash } = session;
      const opened = await keeping.proves(name, was);
      if (!opened.ok) return fail({ kind: opened.fault.kind });
      if (!opened.value.some((account) => account.fair === fair)) return fail({ kind: 'wrong' });
      const done = await setPassword(keeping, { fair, name, by: name, password, stays: hash });
      if (done.ok) return ok({});
      // The account was removed at this moment.
      return fail({ kind: done.fault.kind === 'none' ? 'signed-out' : done.fault.kind });
    },
  };
}
