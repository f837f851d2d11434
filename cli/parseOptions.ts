import { parseArgs } from 'node:util';
import type { ReplicateRange } from '#lib/schedule/stacks.ts';
import { BadInput } from './BadInput.ts';

export const ENGINES = ['auto', 'simd', 'wasm', 'cpu'] as const;
export type NodeEngine = (typeof ENGINES)[number];

export interface LabOptions {
  readonly study: string;
  readonly out: string;
  /** null: all of the study's. */
  readonly replicates: ReplicateRange | null;
  readonly engine: NodeEngine;
  readonly workers: number | 'auto';
  readonly stack: number | 'auto';
  /** The file of a study that trains on a table of the user's own. */
  readonly table: string | null;
}

const definitions = {
  out: { type: 'string', short: 'o' },
  replicates: { type: 'string' },
  engine: { type: 'string', default: 'auto' },
  workers: { type: 'string' },
  stack: { type: 'string' },
  table: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: definitions,
      allowPositionals: true,
      tokens: true,
    });
  } catch (error) {
    // Node's sentence names the option; its hint about positionals after `--` does not fit here.
    const said = error instanceof Error ? error.message : String(error);
    throw new BadInput(`${said.split('. ')[0]}. See --help.`);
  }
}

function count(option: string, text: string | undefined, largest: number): number | 'auto' {
  if (text === undefined || text === 'auto') return 'auto';
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= largest) return value;
  throw new BadInput(`--${option}: expected a whole number from 1 to ${largest}, got "${text}".`);
}

function range(text: string | undefined): ReplicateRange | null {
  if (text === undefined) return null;
  const match = /^(\d{1,6}):(\d{1,6})$/.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2]);
  if (match && from < to) return { from, to };
  throw new BadInput(
    `--replicates: expected first:end with first below end, such as 0:8 for replicates 0 to 7, got "${text}".`,
  );
}

function engineNamed(name: string): NodeEngine {
  const engine = ENGINES.find((one) => one === name);
  if (engine) return engine;
  throw new BadInput(`--engine: expected one of ${ENGINES.join(', ')}, got "${name}".`);
}

/**
 * Reads the command's arguments (without the program's name).
 * @returns 'help' where it is asked for
 * @throws BadInput naming the option, what was expected and what came
 */
export function parseOptions(argv: readonly string[]): LabOptions | 'help' {
  const { values, positionals, tokens } = parse(argv);
  if (values.help) return 'help';
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const twice = given.find((name, index) => given.indexOf(name) !== index);
  if (twice) throw new BadInput(`--${twice} is given twice. See --help.`);
  if (positionals.length !== 1) {
    throw new BadInput(
      positionals.length === 0
        ? 'No study file is named. Usage: npm run lab -- study.json --out result.json'
        : `Expected one study file, got ${positionals.length}: ${positionals.join(', ')}.`,
    );
  }
  if (!values.out) {
    throw new BadInput('--out is missing: name the file that the result is written to.');
  }
  return {
    study: positionals[0],
    out: values.out,
    replicates: range(values.replicates),
    engine: engineNamed(values.engine),
    workers: count('workers', values.workers, 256),
    stack: count('stack', values.stack, 256),
    table: values.table ?? null,
  };
}
