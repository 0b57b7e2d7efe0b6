/** Runs `then` once after `ms`; the answer cancels it. Never keeps the process alive. */
export function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms).unref();
  return () => clearTimeout(timer);
}
