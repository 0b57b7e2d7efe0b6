import type { Result } from '../../shared/result.ts';

/** Asks where, and writes it there; answers the place. */
export type SaveFile = (
  name: string,
  bytes: Uint8Array,
) => Promise<Result<string, { readonly kind: 'cancelled' | 'not-saved' }>>;
