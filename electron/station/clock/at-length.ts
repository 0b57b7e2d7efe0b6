/**
 * Work that keeps a station's process from answering, and so must be announced before it begins: its
 * supervisor takes a longer silence for a hang (`process/supervision.ts`).
 */

/** `deed`: what staff or organisers asked for. `ledger`: reads or writes a whole ledger. */
export type Work = 'deed' | 'ledger';

/** Runs work that may take its time. */
export type AtLength = <T>(work: Work, run: () => T) => T;

/** Where nobody watches. */
export const unwatched: AtLength = (_, run) => run();
