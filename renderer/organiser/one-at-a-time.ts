/** Runs `ask` once more for all requests that came while it ran; it never runs twice at once. */
export function oneAtATime(ask: () => Promise<void>): () => Promise<void> {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await ask();
    }
    running = false;
  };
}
