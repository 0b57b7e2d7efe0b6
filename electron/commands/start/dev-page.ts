import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import { pageHeaders } from '../../../shared/page-headers.ts';

/**
 * The page from Vite, which replaces what is edited while the page runs. Whatever the page asks of the
 * station goes on to the station's own door, which keeps its rules.
 */
export async function openDevPage(options: {
  readonly root: string;
  /** The origin of the station's door. */
  readonly door: string;
  readonly port: number;
}): Promise<ViteDevServer> {
  const { root, door, port } = options;
  const nonce = randomBytes(16).toString('base64');
  const server = await createServer({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    clearScreen: false,
    html: { cspNonce: nonce },
    server: {
      host: '127.0.0.1',
      port,
      headers: { ...pageHeaders, 'content-security-policy': policyWith(nonce) },
      proxy: {
        '^/(enter|call|events)(/|$)': {
          target: door,
          changeOrigin: true,
          configure: (proxy) =>
            proxy.on('proxyReq', (onward, { headers: { origin, host } }) => {
              // Only our own page becomes the door's own page: another one's origin stays as it is.
              if (origin === `http://${host}`) onward.setHeader('origin', door);
            }),
        },
      },
    },
  });
  return server.listen();
}

/**
 * Vite writes scripts and styles into the page: they bear this run's nonce. Nothing else is let in. Its worker
 * that reads codes has the same headers, and compiles WebAssembly.
 */
function policyWith(nonce: string): string {
  return pageHeaders['content-security-policy']
    .replaceAll(/(?:script|style)-src 'self'/g, (rule) => `${rule} 'nonce-${nonce}'`)
    .replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");
}
