import type { FoundInPicture } from './decoder.ts';

/** Between the page and its decoder, both ours and of one build. */

export type ToDecoder =
  | { readonly kind: 'wasm'; readonly wasm: ArrayBuffer }
  | { readonly kind: 'picture'; readonly picture: ImageBitmap };

export type FromDecoder =
  | { readonly kind: 'found'; readonly found: FoundInPicture }
  | { readonly kind: 'broken' };
