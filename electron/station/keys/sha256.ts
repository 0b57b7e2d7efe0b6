import { createHash } from 'node:crypto';
import type { Sha256 } from '../../../shared/chain.ts';

/** Uses the machine's own library. */
export const sha256: Sha256 = (what) => createHash('sha256').update(what).digest('hex');
