/** Beside the ledger, while a rehearsal runs; what a crash left of it names nobody who exists. */
export const REHEARSAL_FOLDER = 'rehearsal';
