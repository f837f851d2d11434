// Runs the steps of npm test: two small ones side by side, and the rest on even where one has failed.
import { spawn } from 'node:child_process';
import { styleText } from 'node:util';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} program with its arguments
 * @property {1 | 2} cores that it keeps busy
 * @property {string} [needs] a step without which this one means nothing
 * @property {string} [after] a step that must have ended
 * @property {string | null} [absent] why it cannot run here
 *
 * @typedef {'passed' | 'failed' | 'left out'} Verdict
 * @typedef {{ name: string, verdict: Verdict, seconds: number, why: string }} Outcome
 */

const CORES = 2;
/** @type {(colour: 'green' | 'red' | 'yellow', text: string) => string} */
const paint = process.stdout.isTTY ? styleText : (_, text) => text;
const COLOURS = /** @type {const} */ ({ passed: 'green', failed: 'red', 'left out': 'yellow' });

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
// Whoever ends npm test ends what it has started.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(130);
  });
}

/**
 * @param {Step} step
 * @param {boolean} alone its output is shown as it comes; else once it has ended, so that two do not mingle
 * @returns {Promise<boolean>} whether it has passed
 */
function start({ program: [program = '', ...args] }, alone) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', alone ? 'inherit' : 'pipe', alone ? 'inherit' : 'pipe'],
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        FORCE_COLOR: process.env.FORCE_COLOR ?? (process.stdout.isTTY ? '1' : '0'),
      },
    });
    running.add(child);
    /** @type {Buffer[]} */
    const said = [];
    child.stdout?.on('data', (data) => said.push(data));
    child.stderr?.on('data', (data) => said.push(data));
    const end = (/** @type {boolean} */ passed) => {
      running.delete(child);
      process.stdout.write(Buffer.concat(said));
      resolve(passed);
    };
    child.on('error', () => end(false));
    child.on('close', (status) => end(status === 0));
  });
}

/**
 * @param {Step[]} steps in the order in which they begin
 * @param {{ strict: boolean }} options strict: what cannot run here has failed
 * @returns {Promise<boolean>} whether none has failed
 */
export async function runSteps(steps, { strict }) {
  const begun = performance.now();
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  const waiting = [...steps];
  /** @type {Map<Step, Promise<void>>} */
  const busy = new Map();

  const settle = (
    /** @type {Step} */ { name },
    /** @type {Verdict} */ verdict,
    seconds = 0,
    why = '',
  ) => {
    outcomes.set(name, { name, verdict, seconds, why });
    const took = verdict === 'left out' ? why : `${seconds.toFixed(1)} s`;
    console.log(`── ${name}: ${paint(COLOURS[verdict], verdict)} (${took})`);
  };

  const begin = async (/** @type {Step} */ step) => {
    const started = performance.now();
    const alone = step.cores === CORES;
    console.log(`\n── ${step.name} …`);
    const passed = await start(step, alone);
    settle(step, passed ? 'passed' : 'failed', (performance.now() - started) / 1000);
    busy.delete(step);
  };

  while (waiting.length > 0 || busy.size > 0) {
    const free = CORES - [...busy.keys()].reduce((sum, { cores }) => sum + cores, 0);
    const next = waiting[0];
    const held = next && [next.needs, next.after].some((name) => name && !outcomes.has(name));
    if (!next || held || next.cores > free) {
      await Promise.race(busy.values());
      continue;
    }
    waiting.shift();
    if (next.absent) settle(next, strict ? 'failed' : 'left out', 0, next.absent);
    else if (next.needs && outcomes.get(next.needs)?.verdict !== 'passed')
      settle(next, 'left out', 0, `it needs the ${next.needs}`);
    else busy.set(next, begin(next));
  }

  const rows = steps.flatMap(({ name }) => outcomes.get(name) ?? []);
  const width = Math.max(...rows.map(({ name }) => name.length));
  console.log(`\nSummary, ${((performance.now() - begun) / 60_000).toFixed(1)} minutes in all`);
  for (const { name, verdict, seconds, why } of rows) {
    const told = paint(COLOURS[verdict], verdict.padEnd(8));
    console.log(
      `  ${name.padEnd(width)}  ${told}  ${why || `${seconds.toFixed(1).padStart(6)} s`}`,
    );
  }
  const failed = rows.filter(({ verdict }) => verdict === 'failed');
  console.log(
    failed.length === 0 ? 'All that ran has passed.' : `${failed.length} of ${rows.length} failed.`,
  );
  return failed.length === 0;
}
