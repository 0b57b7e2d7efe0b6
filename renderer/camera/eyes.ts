import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { FoundInPicture } from './decoder.ts';
import type { FromDecoder, ToDecoder } from './messages.ts';

/** The decoder at work in its worker, which can reach no address: the page brings it its WebAssembly. */
export interface Eyes {
  /** One picture at a time; the worker takes it away. */
  see(picture: ImageBitmap): Promise<FoundInPicture>;
  close(): void;
}

export async function openEyes(): Promise<Eyes> {
  const fetched = await fetch(wasmAddress);
  if (!fetched.ok) throw new Error('the decoder did not arrive');
  const wasm = await fetched.arrayBuffer();
  const worker = new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' });
  const send = (message: ToDecoder, taken: Transferable): void =>
    worker.postMessage(message, [taken]);
  let waiting: PromiseWithResolvers<FoundInPicture> | undefined;
  const broken = (): void => waiting?.reject(new Error('the decoder stopped'));
  worker.addEventListener('error', broken);
  worker.addEventListener('message', ({ data }: MessageEvent<FromDecoder>) => {
    if (data.kind === 'found') waiting?.resolve(data.found);
    else broken();
  });
  send({ kind: 'wasm', wasm }, wasm);
  return {
    see(picture) {
      waiting = Promise.withResolvers();
      send({ kind: 'picture', picture }, picture);
      return waiting.promise;
    },
    close: () => worker.terminate(),
  };
}
