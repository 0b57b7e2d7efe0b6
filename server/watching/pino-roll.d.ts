declare module 'pino-roll' {
  import type { SonicBoom, SonicBoomOpts } from 'pino';

  /** The part of its options that we use; the package brings no types. */
  interface Rolling extends Partial<Pick<SonicBoomOpts, 'mode'>> {
    readonly file: string;
    readonly frequency: 'daily';
    readonly size: string;
    readonly extension: string;
    readonly dateFormat: string;
    readonly limit: { readonly count: number; readonly removeOtherLogFiles: boolean };
  }
  export default function rolling(options: Rolling): Promise<SonicBoom>;
}
