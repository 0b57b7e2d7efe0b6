/** One open HID device, real or simulated: raw reports in, raw reports out. */
export interface HidPort {
  onReport(listener: (report: Uint8Array) => void): void;
  /** Unplugged, or failed for good; nothing comes after it. */
  onGone(listener: (reason: string) => void): void;
  write(report: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** What turns a port's reports into scans and tells how the device is. */
export interface Reader {
  readonly id: string;
  readonly kind: 'id-card' | 'code';
  readonly name: string;
  /** In the midst of a card: the bus is better left to it. */
  readonly busy: boolean;
  close(): Promise<void>;
}
