import { fail, ok, type Result } from '../../../shared/result.ts';

/** A file that the page sends in parts. */
export interface ArrivingFile {
  readonly bytes: number;
  readonly parts: readonly Buffer[];
}

export const arrivingFile = (bytes: number): ArrivingFile => ({ bytes, parts: [] });

export const withPart = <F extends ArrivingFile>(file: F, base64: string): F => ({
  ...file,
  parts: [...file.parts, Buffer.from(base64, 'base64')],
});

export const arrivedBytes = ({ parts }: ArrivingFile): number =>
  parts.reduce((sum, { length }) => sum + length, 0);

export const contentOf = ({ parts }: ArrivingFile): Uint8Array =>
  new Uint8Array(Buffer.concat(parts));

type Part = { readonly base64: string };
type Taken = Result<Record<string, never>, { readonly kind: 'gone' }>;

/** The two calls with which a page sends a file of text; `onWhole` runs once all of it is there. */
export function arrivingText(onWhole: (text: string) => void) {
  let arriving: ArrivingFile | undefined;
  const begin = ({ bytes }: { readonly bytes: number }): Record<string, never> => {
    arriving = arrivingFile(bytes);
    return {};
  };
  const part = ({ base64 }: Part): Taken => {
    if (!arriving) return fail({ kind: 'gone' });
    arriving = withPart(arriving, base64);
    if (arrivedBytes(arriving) < arriving.bytes) return ok({});
    const text = Buffer.from(contentOf(arriving)).toString('utf8');
    arriving = undefined;
    onWhole(text);
    return ok({});
  };
  return { begin, part };
}
