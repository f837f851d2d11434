import { main } from './main.ts';

// A reader that has seen enough, such as head, closes the pipe: no reason to fall over.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await main(process.argv.slice(2));
