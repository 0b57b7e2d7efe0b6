import { bytesOf } from '../../../shared/base64.ts';
import type { CallInput } from '../../../shared/contract/calls.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** A file that arrives in parts, one after the other; the first part begins a new one. */
export function fileInParts() {
  let base64 = '';
  return {
    /** The whole text with its last part; undefined before it. */
    take({
      from,
      of,
      part,
    }: CallInput<'first.filePart'>): Result<string | undefined, { readonly kind: 'gone' }> {
      if (from === 0) base64 = '';
      if (from !== base64.length || from + part.length > of) return fail({ kind: 'gone' });
      base64 += part;
      if (base64.length < of) return ok(undefined);
      const text = Buffer.from(bytesOf(base64)).toString('utf8');
      base64 = '';
      return ok(text);
    },
  };
}
