import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a server says to itself: sealed with the fair's secret, so that every server on its database knows it again. */

export function sealOf(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

export function isSealed(secret: string, text: string, seal: string): boolean {
  const right = Buffer.from(sealOf(secret, text));
  const given = Buffer.from(seal);
  return given.length === right.length && timingSafeEqual(given, right);
}
