/** npm run bench: measures in Node and in Chromium, prints what it finds and writes it into docs/benchmarks.md. */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { openBrowser } from './browser.ts';
import type { Finding, Target } from './finding.ts';
import { thisMachine } from './machine.ts';
import { measureNames, measures, type MeasureName } from './measures/all.ts';
import { nodePlace } from './nodePlace.ts';
import { TorchLine } from './peers/torchLine.ts';
import { findingInMarkdown, putFigures, targetsInMarkdown } from './report.ts';

const documentPath = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));

const usage = `Usage: npm run bench -- [--quick] [--only ${measureNames.join('|')}]…
  --quick  a look in about two minutes; docs/benchmarks.md is left alone
  --only   one measurement (may be repeated); its section alone is written
“peers” compares PyTorch, too, where python3 imports torch (Debian: python3-torch and
libopenblas0-pthread; with the reference BLAS it is five times as slow).`;

function options(): { quick: boolean; names: readonly MeasureName[] } | null {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const unknown = values.only?.find((name) => !measureNames.some((known) => known === name));
  if (unknown) console.error(`--only: there is no measurement “${unknown}”.`);
  if (unknown || values.help) return null;
  const names = measureNames.filter((name) => !values.only || values.only.includes(name));
  return { quick: values.quick, names };
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

async function machineInMarkdown(version: string, renderer: string): Promise<string> {
  const { processor, cores, memoryGib, system, node } = await thisMachine();
  return [
    `- ${processor}, ${cores} cores, ${memoryGib} GiB; ${system}`,
    `- ${node}; ${version}; WebGL: ${renderer}`,
    `- \`npm run bench\` at commit ${commit()}, ${new Date().toISOString().slice(0, 10)}`,
  ].join('\n');
}

async function measureAll(names: readonly MeasureName[], quick: boolean) {
  const found = new Map<MeasureName, Finding[]>();
  const torch = new TorchLine();
  const browser = await openBrowser(torch.ask);
  try {
    const machine = await machineInMarkdown(browser.version, browser.renderer);
    console.log(`${machine}\n`);
    for (const name of names) {
      const findings: Finding[] = [];
      for (const measure of [
        () => browser.measure(name, quick),
        () => measures[name](nodePlace(quick, torch.ask)),
      ]) {
        const begun = performance.now();
        const finding = await measure();
        findings.push(finding);
        console.log(findingInMarkdown(finding));
        console.log(`\n(${((performance.now() - begun) / 1000).toFixed(0)} s)\n`);
      }
      found.set(name, findings);
    }
    return { machine, found };
  } finally {
    torch.close();
    await browser.close();
  }
}

async function write(machine: string, found: ReadonlyMap<MeasureName, Finding[]>): Promise<void> {
  let document = await readFile(documentPath, 'utf8');
  document = putFigures(document, 'machine', machine);
  for (const [name, findings] of found) {
    const targets: Target[] = findings.flatMap((finding) => finding.targets);
    const parts = findings.map(findingInMarkdown);
    if (targets.length) parts.unshift(targetsInMarkdown(targets));
    document = putFigures(document, name, parts.join('\n\n'));
  }
  const config = await resolveConfig(documentPath);
  await writeFile(documentPath, await format(document, { ...config, filepath: documentPath }));
  console.log(`Written to docs/benchmarks.md.`);
}

const asked = options();
if (asked === null) {
  console.log(usage);
  process.exitCode = 2;
} else {
  const { machine, found } = await measureAll(asked.names, asked.quick);
  const targets = [...found.values()].flat().flatMap((finding) => finding.targets);
  for (const { what, wanted, got, met } of targets) {
    console.log(`${met ? 'met   ' : 'MISSED'} ${what}: ${got} (${wanted})`);
  }
  if (!asked.quick) await write(machine, found);
}
