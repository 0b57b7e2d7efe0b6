import { fileURLToPath } from 'node:url';
import { endingAt, type Terminal } from '../../shared/command.ts';

/** The terminal, or the service's log, that the server's commands speak at. */
export const terminal: Terminal = {
  say: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
  exitWith(code) {
    process.exitCode = code;
  },
};

export const ending = endingAt(terminal);

/** The folder that holds `server/`, `shared/` and the built page. */
export const programFolder = fileURLToPath(new URL('../../', import.meta.url));
