/** Lines of Chinese as a printer reads them: any byte above 127 begins a character of two. */
export function asPrinted(bytes: Uint8Array): string[] {
  const runs = Buffer.from(bytes)
    .toString('hex')
    .matchAll(/1c26((?:(?!1c)..)*)1c2e/g);
  return [...runs].map(([, run = '']) =>
    (run.match(/[89a-f].(?:..)?|../g) ?? [])
      .map((character) => new TextDecoder('gbk').decode(Buffer.from(character, 'hex')))
      .join(''),
  );
}
