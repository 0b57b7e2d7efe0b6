/** The parts of a machine that are tried. */
export type Device = 'card' | 'code' | 'camera' | 'printer' | 'sound';
/** What a clerk has seen of one. */
export type Tried = 'works' | 'missing';
