/**
 * The operating system's key store, as a second wrap around what the staff card already wraps: it
 * makes a disk taken out of the machine even less useful. Never use it as the only wrap, since
 * anyone who can log in can open it.
 */
export interface SystemWrap {
  close(text: string): Promise<Uint8Array>;
  open(bytes: Uint8Array): Promise<string>;
}
