import { once } from 'node:events';
import { createServer } from 'node:net';
import { Agent, fetch } from 'undici';
import { z } from 'zod';
import { say, type Words } from '../../shared/say.ts';
import { certificateOf } from './encryption.ts';
import { type Check, type Finding, mend, type Patient, well } from './check.ts';

/** Either the server answers at its port, or the port waits for it. */
export const port: Check = {
  name: 'port',
  about: say('端口', 'port'),
  async run(patient) {
    const { host, port: number } = patient.settings;
    const trouble = await occupied(host, number);
    if (trouble === undefined) {
      const zh = `${host}:${number} 空着，服务器没有在运行。`;
      return [well(say(zh, `${host}:${number} is free: the server does not run.`))];
    }
    if (trouble !== 'EADDRINUSE') return [mend(cannot(host, number, trouble))];
    return [await whoAnswers(patient)];
  },
};

function cannot(host: string, number: number, code: string): Words {
  return say(
    `用不了 ${host}:${number}（${code}）：请改设置 host 或 port；1024 以下的端口要另外授权。`,
    `${host}:${number} can’t be used (${code}): change host or port; one below 1024 wants a right of its own.`,
  );
}

async function occupied(host: string, number: number): Promise<string | undefined> {
  const probe = createServer();
  try {
    probe.listen(number, host);
    await once(probe, 'listening');
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  } finally {
    probe.close();
  }
}

const readySchema = z.object({ home: z.string() });
const PATIENCE_MS = 5_000;

async function whoAnswers(patient: Patient): Promise<Finding> {
  const { settings } = patient;
  const { host, port: number } = settings;
  const own = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const place = `${own.includes(':') ? `[${own}]` : own}:${number}/ready`;
  // It is this machine's own: whose certificate it shows is asked elsewhere.
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
  const scheme = certificateOf(settings) ? 'https' : 'http';
  const reply = await fetch(`${scheme}://${place}`, {
    signal: AbortSignal.timeout(PATIENCE_MS),
    dispatcher,
  }).catch(() => undefined);
  const said: unknown = await reply?.json().catch(() => undefined);
  if (reply?.status === 200 && readySchema.safeParse(said).success) {
    return well(
      say(`${host}:${number} 的服务器已就绪。`, `The server at ${host}:${number} is ready.`),
    );
  }
  if (reply?.status === 503) {
    return mend(
      say(
        `${host}:${number} 的服务器没有就绪：请看日志（journalctl -u chunfeng-server）。`,
        `The server at ${host}:${number} is not ready: read its log (journalctl -u chunfeng-server).`,
      ),
    );
  }
  return mend(
    say(
      `${host}:${number} 被别的程序占着：请换端口，或关掉它（ss -ltnp）。`,
      `Another program has ${host}:${number}: change the port, or end it (ss -ltnp).`,
    ),
  );
}
