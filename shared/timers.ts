export interface Timers {
  /** Runs `then` once after `ms`; the answer cancels it. */
  after(ms: number, then: () => void): () => void;
}
