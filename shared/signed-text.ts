/** The domain says what is signed, so that a signed time can't be passed off as a signed fair. */
export function signedText(domain: string, text: string): string {
  return `${domain}\n${text}`;
}
