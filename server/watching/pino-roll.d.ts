declare module 'pino-roll' {
  import type { DestinationStream } from 'pino';

  /** The part of it that we use; the package brings no types. */
  interface RollingFile extends DestinationStream {
    on(event: 'error', then: (error: Error) => void): unknown;
    once(event: 'close', then: () => void): unknown;
    end(): void;
  }
  interface Rolling {
    readonly file: string;
    readonly frequency: 'daily';
    readonly size: string;
    readonly extension: string;
    readonly dateFormat: string;
    readonly mode: number;
    readonly limit: { readonly count: number; readonly removeOtherLogFiles: boolean };
  }
  export default function rolling(options: Rolling): Promise<RollingFile>;
}
