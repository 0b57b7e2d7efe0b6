/** An expected failure is a value with a kind; exceptions are for bugs. */
export type Result<T, F extends { readonly kind: string }> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: F };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<const F extends { readonly kind: string }>(
  fault: F,
): { readonly ok: false; readonly fault: F } {
  return { ok: false, fault };
}
