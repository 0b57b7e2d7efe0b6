import { z } from 'zod';
import { fairIdSchema } from '../facts.ts';
import { kindOf, named, nothing, result } from './shapes.ts';
import { auditSchema } from './station.ts';

/** Who may open the server's page, and the tokens of the organiser's programs. */

/** Each may do what those after it may. Only an administrator may have the whole server. */
export const accountRoles = ['administrator', 'organiser', 'viewer'] as const;
export const accountRoleSchema = z.enum(accountRoles);
export type AccountRole = z.infer<typeof accountRoleSchema>;

/** What a program's token may be good for. */
export const tokenRights = ['figures', 'contacts', 'enrolments'] as const;
export const tokenRightSchema = z.enum(tokenRights);
export type TokenRight = z.infer<typeof tokenRightSchema>;

/** As it is typed and written down; two spellings of one name are one account. */
export const accountNameSchema = z
  .string()
  .max(200)
  .transform((name) => name.normalize('NFKC').trim().replaceAll(/\s+/g, ' '))
  .pipe(
    z
      .string()
      .min(1)
      .max(40)
      .regex(/^\P{C}+$/u),
  );

/** A fair's id, or empty for the whole server. */
export const accountsOfSchema = z.union([fairIdSchema, z.literal('')]);

export const passwordSchema = z.string().min(1).max(200);

export const passwordFaults = ['short', 'common', 'like-the-name'] as const;

const ofAccount = { fair: accountsOfSchema, name: accountNameSchema };
/** Null asks the server for a password, which it shows once. */
const chosen = { password: passwordSchema.nullable() };
const shownOnce = z.strictObject({ password: z.string().nullable() });
/** The last at a station whose hub does not run. */
const refusals = ['signed-out', 'not-allowed', 'no-hub'] as const;

export const listedAccountSchema = z.strictObject({
  name: z.string(),
  role: accountRoleSchema,
  sessions: z.int(),
});
export const listedTokenSchema = z.strictObject({
  name: z.string(),
  rights: z.array(tokenRightSchema),
});

/** For administrators: of one fair, or of the whole server. */
export const accountCalls = {
  /** The fairs that an administrator of the whole server may choose from. */
  'accounts.fairs': {
    by: 'both',
    input: nothing,
    output: result(z.array(z.strictObject({ id: fairIdSchema, name: named })), kindOf(...refusals)),
  },
  'accounts.list': {
    by: 'both',
    input: z.strictObject({ fair: accountsOfSchema }),
    output: result(
      z.strictObject({
        accounts: z.array(listedAccountSchema),
        tokens: z.array(listedTokenSchema),
      }),
      kindOf(...refusals),
    ),
  },
  'accounts.add': {
    by: 'both',
    input: z.strictObject({ ...ofAccount, ...chosen, role: accountRoleSchema }),
    output: result(
      shownOnce,
      kindOf(...refusals, 'no-such-fair', 'exists', 'not-for-the-server', ...passwordFaults),
    ),
  },
  'accounts.password': {
    by: 'both',
    input: z.strictObject({ ...ofAccount, ...chosen }),
    output: result(shownOnce, kindOf(...refusals, 'none', ...passwordFaults)),
  },
  /** Changes the password of the account that is signed in here; its other sign-ins end. */
  'accounts.ownPassword': {
    by: 'server',
    input: z.strictObject({ now: passwordSchema, password: passwordSchema }),
    output: result(nothing, kindOf('signed-out', 'wrong', 'too-many', ...passwordFaults)),
  },
  'accounts.audit': {
    by: 'server',
    input: z.strictObject({ fair: accountsOfSchema }),
    output: result(auditSchema, kindOf(...refusals)),
  },
  'accounts.role': {
    by: 'both',
    input: z.strictObject({ ...ofAccount, role: accountRoleSchema }),
    output: result(nothing, kindOf(...refusals, 'none', 'last', 'not-for-the-server')),
  },
  'accounts.endSessions': {
    by: 'both',
    input: z.strictObject(ofAccount),
    output: result(nothing, kindOf(...refusals, 'none')),
  },
  'accounts.remove': {
    by: 'both',
    input: z.strictObject(ofAccount),
    output: result(nothing, kindOf(...refusals, 'none', 'last')),
  },
  'accounts.addToken': {
    by: 'both',
    input: z.strictObject({
      fair: fairIdSchema,
      name: accountNameSchema,
      rights: z.array(tokenRightSchema).min(1),
    }),
    output: result(
      z.strictObject({ token: z.string() }),
      kindOf(...refusals, 'no-such-fair', 'exists'),
    ),
  },
  'accounts.removeToken': {
    by: 'both',
    input: z.strictObject({ fair: fairIdSchema, name: accountNameSchema }),
    output: result(nothing, kindOf(...refusals, 'none')),
  },
} as const;
