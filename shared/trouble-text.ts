/**
 * An error as a log may keep it. A message can quote what could not be read, so it loses every number
 * that could be a person's, and a parser's message, which quotes its input, is left out.
 */
export function troubleText(error: unknown): string {
  if (!(error instanceof Error)) return withoutNumbers(String(error));
  const { name, message, stack = '', cause } = error;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const said = error instanceof SyntaxError ? '' : `: ${withoutNumbers(message)}`;
  const because = cause === undefined ? [] : [`caused by ${troubleText(cause)}`];
  return [`${name}${said}`, ...frames, ...because].join('\n');
}

/** ID numbers, phones, passes: six digits in a row are nobody's business in a log. */
function withoutNumbers(text: string): string {
  return text.replaceAll(/\d{6,}[Xx]?/g, '…');
}
