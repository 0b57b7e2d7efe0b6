import { findCodes, prepareDecoder } from './decoder.ts';
import type { FromDecoder, ToDecoder } from './messages.ts';

/** Looks for codes beside the page, so that no tap waits. A picture lives here for one look, in memory. */

let canvas: OffscreenCanvas | undefined;

function pixelsOf(picture: ImageBitmap): ImageData {
  const { width, height } = picture;
  if (canvas?.width !== width || canvas.height !== height) {
    canvas = new OffscreenCanvas(width, height);
  }
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(picture, 0, 0);
  picture.close();
  return context.getImageData(0, 0, width, height);
}

async function answer(message: ToDecoder): Promise<FromDecoder | undefined> {
  if (message.kind === 'wasm') {
    prepareDecoder(message.wasm);
    return undefined;
  }
  return { kind: 'found', found: await findCodes(pixelsOf(message.picture)) };
}

globalThis.addEventListener('message', ({ data }: MessageEvent<ToDecoder>) => {
  void answer(data)
    .catch((): FromDecoder => ({ kind: 'broken' }))
    // A worker answers the page that made it: there is no other target.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    .then((reply) => reply && globalThis.postMessage(reply));
});
