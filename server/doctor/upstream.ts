import { say } from '../../shared/say.ts';
import { type Check, look, well } from './check.ts';
import { clockFinding } from './clock.ts';

const PATIENCE_MS = 10_000;

/** A hub works without the server above it; somebody should know how long it will be alone. */
export const upstream: Check = {
  name: 'upstream',
  about: say('上级服务器', 'server above'),
  async run({ settings, fetch, now }) {
    if (settings.upstream === undefined) return [];
    const address = settings.upstream;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const reply = await fetch(new URL('/health', address), { signal }).catch(
      (error: Error) => error,
    );
    if (reply instanceof Error) {
      const why = reply.cause instanceof Error ? reply.cause.message : reply.message;
      return [
        look(
          say(
            `连不上 ${address}（${why}）：会场照常办，连上后自动补发。请核对地址、网络和证书。`,
            `${address} can’t be reached (${why}): the hall goes on, and what waits is sent later. Check address, network and certificate.`,
          ),
        ),
      ];
    }
    const date = Date.parse(reply.headers.get('date') ?? '');
    const clock = Number.isNaN(date)
      ? []
      : [clockFinding(now() - date, say('上级服务器', 'the server above'))];
    if (reply.ok) return [well(say(`${address} 有回应。`, `${address} answers.`)), ...clock];
    const zh = `${address} 回的是 ${reply.status}：请核对地址，那里可能不是春风服务器。`;
    return [
      look(
        say(
          zh,
          `${address} answers ${reply.status}: check the address, it may be no Chunfeng server.`,
        ),
      ),
      ...clock,
    ];
  },
};
