/** A program's token, as it stands in a file: which fair it is of, and 32 random bytes. */

const PREFIX = 'cf1';
const FORM = /^cf1\.([0-9a-f]{8})\.([A-Za-z0-9_-]{43})$/;

export interface MachineToken {
  readonly fair: string;
  readonly secret: string;
}

export const machineTokenText = ({ fair, secret }: MachineToken): string =>
  [PREFIX, fair, secret].join('.');

export function readMachineToken(text: string): MachineToken | undefined {
  const [, fair, secret] = FORM.exec(text) ?? [];
  return fair === undefined || secret === undefined ? undefined : { fair, secret };
}
