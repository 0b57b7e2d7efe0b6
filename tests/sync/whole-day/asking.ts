import type { Central } from '../../central.ts';

/** Requests of a day's programs and stations, by hand. */

export type Ask = (
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  headers?: Readonly<Record<string, string>>,
) => Promise<unknown>;

/** Asks, and notes what was answered well: `GET /v1/fairs/c48f0482/closing`. */
export const askAt =
  ({ url }: Pick<Central, 'url'>, answered: Set<string>): Ask =>
  async (method, path, body, headers = {}) => {
    const to = new URL(path, url);
    const answer = await fetch(to, {
      method,
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (answer.ok) answered.add(`${method} ${to.pathname}`);
    if (answer.headers.get('content-type') === 'text/event-stream') return answer.body?.cancel();
    const said: unknown = await answer.json();
    return said;
  };
