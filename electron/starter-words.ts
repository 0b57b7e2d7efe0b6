/** What a window and the `npm start` that opened it say to each other. */

/** Electron runs and has a display; a window may still be long in coming, behind a large ledger. */
export const READY = 'ready';

/**
 * The window's message once `npm start` need not step in for it: it is open, or it has told a person
 * itself why it is not.
 */
export const SETTLED = 'settled';

/** The exit code with which a window asks to be started again (`EX_TEMPFAIL` of sysexits.h). */
export const AGAIN = 75;

/** Added to the exit code of a window that ends on purpose: Electron ends with 0, too, when its display goes. */
export const ON_PURPOSE = 80;
