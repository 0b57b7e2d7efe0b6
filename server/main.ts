import { runProgram } from '../shared/command.ts';
import { program } from './commands/program.ts';
import { terminal } from './commands/terminal.ts';

await runProgram(program, process.argv.slice(2), terminal);
