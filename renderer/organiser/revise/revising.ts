import { useCallback, useState } from 'react';
import type { ReviseState } from '../../../shared/contract/revise.ts';
import type { FairChange, FairSheet } from '../../../shared/revising/fair-sheet.ts';
import type { Client } from '../../link/client.ts';
import { useAsked } from '../asked.ts';

/** What somebody is changing of the fair, field by field, over what is in force. */

export interface Revising {
  readonly state: ReviseState;
  /** The fair as it would be. */
  readonly sheet: FairSheet;
  readonly change: FairChange;
  readonly set: <F extends keyof FairSheet>(field: F, value: FairSheet[F]) => void;
  /** Which posts of a booth close, and which open again. */
  readonly setPosts: (posts: readonly PostChoice[]) => void;
  readonly drop: () => void;
}

export interface PostChoice {
  readonly code: string;
  /** As it is in force. */
  readonly was: boolean;
  readonly closed: boolean;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Loaded again with each revision; what was typed stays. */
export function useRevising(client: Client, key: string): Revising | undefined {
  const ask = useCallback(() => client.call('revise.state', {}), [client]);
  const state = useAsked(ask, key);
  const [change, setChange] = useState<FairChange>({});
  const set = useCallback<Revising['set']>(
    (field, value) =>
      setChange((before) => {
        const { [field]: _former, ...rest } = before;
        return isSame(state?.sheet[field], value) ? rest : { ...rest, [field]: value };
      }),
    [state],
  );
  if (!state) return undefined;
  const { closePosts: _close, reopenPosts: _reopen, ...fields } = change;
  return {
    state,
    change,
    sheet: { ...state.sheet, ...fields },
    set,
    setPosts: (posts) => setChange((before) => withPosts(before, posts)),
    drop: () => setChange({}),
  };
}

function withPosts(before: FairChange, posts: readonly PostChoice[]): FairChange {
  const { closePosts = [], reopenPosts = [], ...rest } = before;
  const asked = new Set(posts.map(({ code }) => code));
  const others = (codes: readonly string[]) => codes.filter((code) => !asked.has(code));
  const moved = (closed: boolean) =>
    posts.filter((post) => post.closed === closed && post.was !== closed).map(({ code }) => code);
  const close = [...others(closePosts), ...moved(true)];
  const reopen = [...others(reopenPosts), ...moved(false)];
  return {
    ...rest,
    ...(close.length > 0 && { closePosts: close }),
    ...(reopen.length > 0 && { reopenPosts: reopen }),
  };
}
