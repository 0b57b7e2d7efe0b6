/** Refusals of a server that no later attempt would change, once the fair is over (P135, P136). */
const forGood: ReadonlySet<string> = new Set([
  'revoked',
  'no-such-station',
  'no-such-fair',
  'forked',
  'archived',
]);

export const isForGood = (why: string): boolean => forGood.has(why);
