/** One open HID device, real or simulated: raw reports in, raw reports out. */
export interface HidPort {
  onReport(listener: (report: Uint8Array) => void): void;
  /** Unplugged or failed permanently; nothing comes after it. */
  onGone(listener: (reason: string) => void): void;
  write(report: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Turns a port's reports into scans, and reports the device's state. */
export interface Reader {
  readonly id: string;
  readonly kind: 'id-card' | 'code';
  readonly name: string;
  /** Reading a card: keep other traffic off the bus. */
  readonly busy: boolean;
  close(): Promise<void>;
}
