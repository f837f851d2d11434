import { BadInput } from './BadInput.ts';
import { help } from './help.ts';
import { parseOptions } from './parseOptions.ts';
import { runLab } from './runLab.ts';
import { terminalText } from './terminalText.ts';

/**
 * The command, from its arguments to its exit status; what goes wrong is one line on standard error.
 * @returns the statuses of help.ts
 */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(argv);
    if (options === 'help') {
      process.stdout.write(help);
      return 0;
    }
    return await runLab(options);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Messages come from many places, some with several lines; a script reads one.
    process.stderr.write(`${terminalText(message.replaceAll(/\s*\n\s*/g, ' '))}\n`);
    return error instanceof BadInput ? 2 : 1;
  }
}
