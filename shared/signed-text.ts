/** The domain names what is signed, so that nobody can reuse a signed time as a signed fair. */
export function signedText(domain: string, text: string): string {
  return `${domain}\n${text}`;
}
