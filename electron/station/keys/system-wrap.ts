/**
 * The operating system's own key store, as a second wrap around what the staff card wraps already: a
 * disk that is taken out of the machine is worth still less. Never the only one, since whoever can
 * log in can open it.
 */
export interface SystemWrap {
  close(text: string): Uint8Array;
  open(bytes: Uint8Array): string;
}
