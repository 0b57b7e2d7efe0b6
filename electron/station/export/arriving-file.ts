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
