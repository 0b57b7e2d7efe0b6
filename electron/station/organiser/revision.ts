import { rightsTaken } from '../../../shared/authority.ts';
import { type Fair, fairSchema, type SignedFair } from '../../../shared/fair.ts';
import { type Change, type Revision, successor } from '../../../shared/succession.ts';
import { atServer } from '../../../shared/server-pins.ts';
import { type Unreachable, whyUnreachable } from '../../../shared/sync/unreachable.ts';
import { isOfNewer } from '../keys/signed-fair.ts';
import { type Fetch } from '../sync/network.ts';

/** Makes the next revision of a fair and sends it to the server. Keys, id and what was revoked stay. */

const LONGEST_WAIT_MS = 8_000;

const OF_NEWER =
  '这份招聘会文件由更新版本的春风制作，这里改会丢东西：请更新这台机器的程序再改。The fair was made by a newer Chunfeng, and a change made here would lose some of it: update the program on this machine first.';

export function nextRevision(
  known: Revision,
  changed: object,
  change: Change = {},
  settled?: Revision,
) {
  const { fair } = known;
  const { v, id, sample, sealingKey, signingKey, stations, staffPin, organiserPin } = fair;
  const before = settled ? [fair, settled.fair] : [fair];
  const isKnown = !before.some(isOfNewer);
  const keepsRights = (after: Fair): boolean =>
    before.every((each) => rightsTaken(each, after) === undefined);
  const next = fairSchema.refine(keepsRights, {
    message:
      '不能收回站点的权限或展位，已记的会不算数；请停招岗位，或停用站点。A revision can’t take a station’s rights or a booth away, since what was written would no longer count: close posts, or revoke the station.',
  });
  return next
    .refine(() => isKnown, { message: OF_NEWER })
    .safeParse(
      withoutEmpty({
        ...fair,
        // The successor names those that still stand in.
        replaced: undefined,
        // Stations write at these already.
        booths: together(before.map(({ booths }) => booths)),
        desks: together(before.map(({ desks }) => desks)),
        ...changed,
        v,
        id,
        sample,
        sealingKey,
        signingKey,
        stations,
        ...(staffPin && { staffPin }),
        ...(organiserPin && { organiserPin }),
        ...successor(known, change, settled),
      }),
    );
}

/** A change that names a field without a value takes it out of the fair. */
const withoutEmpty = (fields: object): object =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]: readonly [string, unknown]) => (value ?? null) !== null,
    ),
  );

/** All of these places, each as the first list has it. */
function together<P extends { readonly code: string }>(lists: readonly (readonly P[])[]): P[] {
  return [
    ...new Map(
      lists.toReversed().flatMap((places) => places.map((each) => [each.code, each])),
    ).values(),
  ];
}

export type Sent =
  | { readonly kind: 'taken' | Unreachable }
  | { readonly kind: 'refused'; readonly status: number; readonly answer: string };

/** The server needs no token, since the revision is signed. */
export async function sendRevision(
  reach: Fetch,
  server: string,
  fair: string,
  signed: SignedFair,
): Promise<Sent> {
  try {
    const answer = await reach(new URL(atServer(server, `/v1/fairs/${fair}/revisions`)), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(signed),
      redirect: 'error',
      signal: AbortSignal.timeout(LONGEST_WAIT_MS),
    });
    if (answer.ok) return { kind: 'taken' };
    return { kind: 'refused', status: answer.status, answer: await answer.text() };
  } catch (error) {
    return { kind: whyUnreachable(error) };
  }
}
