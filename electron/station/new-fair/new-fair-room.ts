import { dayAndHour } from '../../../shared/calendar.ts';
import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { NewFairState } from '../../../shared/contract/new-fair.ts';
import { type DiskFault, diskFault } from '../../../shared/disk-fault.ts';
import { headsOffered } from '../../../shared/fair.ts';
import { emptyDraft, type NewFairDraft, unfinishedStep } from '../../../shared/new-fair/draft.ts';
import { CHINA_UTC_OFFSET } from '../../../shared/new-fair/fair-of-draft.ts';
import { draftOfFormer } from '../../../shared/new-fair/former-fair.ts';
import { isEnough, passphraseStrength } from '../../../shared/new-fair/passphrase.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  type ArrivingFile,
  arrivedBytes,
  arrivingFile,
  contentOf,
  withPart,
} from '../export/arriving-file.ts';
import type { EmptyGround, EmptyRoom } from '../first/empty-station.ts';
import { fairOfFolder } from '../keys/enrolment.ts';
import { proposedPassphrase } from '../keys/fair-pack.ts';
import { forgetDraft, keepDraft, readDraft } from './draft-file.ts';
import { formerFair } from './former-file.ts';
import { makeFairHere } from './make-fair.ts';
import { knownWords } from '../../../shared/new-fair/known-words.ts';

export interface NewFairOptions extends Pick<EmptyGround, 'openFair'> {
  readonly folder: string;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly onTrouble: (what: string, error: unknown) => void;
}

type Calls = Pick<
  Handlers,
  | 'newfair.state'
  | 'newfair.keep'
  | 'newfair.forget'
  | 'newfair.begin'
  | 'newfair.part'
  | 'newfair.former'
  | 'newfair.propose'
  | 'newfair.make'
>;

/** At a machine without a fair: the steps of a new one, and at their end the fair itself. */
export function newFairRoom(options: NewFairOptions): EmptyRoom {
  const { folder, now, randomBytes } = options;
  let arriving: ArrivingFile | undefined;
  let making = false;

  const today = (): string => dayAndHour(now(), CHINA_UTC_OFFSET).day;
  const shown = ({ booths, ...draft }: NewFairDraft): NewFairState => ({
    draft,
    former: booths.length > 0 ? countsOf(booths) : null,
    today: today(),
  });

  /** A disk that fails leaves what was kept before; the page shows why, and the step can be taken again. */
  async function saving<T>(work: () => Promise<T>): Promise<Result<T, DiskFault>> {
    try {
      return ok(await work());
    } catch (error) {
      const fault = diskFault(error);
      if (!fault) throw error;
      options.onTrouble('new-fair', error);
      return fail(fault);
    }
  }

  async function former(): Promise<CallOutput<'newfair.former'>> {
    const file = arriving;
    arriving = undefined;
    if (!file || arrivedBytes(file) < file.bytes) return fail({ kind: 'gone' });
    const fair = formerFair(contentOf(file));
    if (!fair.ok) return fair;
    const draft = draftOfFormer(fair.value);
    return saving(async () => {
      await keepDraft(folder, draft);
      return shown(draft);
    });
  }

  async function make(passphrase: string): Promise<CallOutput<'newfair.make'>> {
    // Made a moment ago, and not opened: new keys would take the place of keys that may be on paper.
    if (await fairOfFolder(folder)) return opened(passphrase);
    const draft = await readDraft(folder);
    if (unfinishedStep(draft, today()) !== undefined) return fail({ kind: 'unfinished' });
    if (!isEnough(passphraseStrength(passphrase, knownWords(draft)))) return fail({ kind: 'weak' });
    const made = await saving(() => makeFairHere(folder, draft, passphrase, randomBytes));
    return made.ok ? opened(passphrase) : made;
  }

  /** The fair is there: where it does not open now, the next start opens it. */
  async function opened(passphrase: string): Promise<CallOutput<'newfair.make'>> {
    const open = await options.openFair(undefined, passphrase);
    if (open.ok) return ok({});
    return fail({ kind: open.fault.kind === 'folder-in-use' ? 'folder-in-use' : 'not-opened' });
  }

  const handlers: Calls = {
    'newfair.state': async () => shown(await readDraft(folder)),
    'newfair.keep': async ({ draft, withFormer }) =>
      saving(async () => {
        const { booths } = withFormer ? await readDraft(folder) : emptyDraft;
        await keepDraft(folder, { ...draft, booths });
        return {};
      }),
    'newfair.forget': () =>
      saving(async () => {
        await forgetDraft(folder);
        return shown(emptyDraft);
      }),
    'newfair.begin': ({ bytes }) => {
      arriving = arrivingFile(bytes);
      return {};
    },
    'newfair.part': ({ base64 }) => {
      if (!arriving) return fail({ kind: 'gone' });
      arriving = withPart(arriving, base64);
      return ok({});
    },
    'newfair.former': former,
    'newfair.propose': () => ({ passphrase: proposedPassphrase(randomBytes) }),
    'newfair.make': async ({ passphrase }) => {
      if (making) return fail({ kind: 'busy' });
      making = true;
      try {
        return await make(passphrase);
      } finally {
        making = false;
      }
    },
  };
  return { handlers };
}

function countsOf(booths: NewFairDraft['booths']) {
  const { places, some } = headsOffered({ booths });
  return { employers: booths.length, posts: places, some };
}
