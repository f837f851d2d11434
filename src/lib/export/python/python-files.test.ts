import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';
import Papa from 'papaparse';
import { expect, onTestFinished, test } from 'vitest';
import { nastyTexts } from '#lib/experiment/nasty-texts.samples.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { presets } from '#lib/experiment/presets.ts';
import { serialiseStudy } from '#lib/experiment/serialise-study.ts';
import { experimentOf } from '#lib/experiment/study.ts';
import type { ArchiveFile } from '../zip-blob.ts';
import { trainedSource } from '../trained-source.ts';
import { pythonFiles } from './python-files.ts';

const found = spawnSync('python3', ['--version']).status === 0;
const torch = found && spawnSync('python3', ['-c', 'import torch']).status === 0;
const script = fileURLToPath(new URL('train.py', import.meta.url));
const reference = fileURLToPath(
  new URL('../../../../tests/reference/crps-mixtures.json', import.meta.url),
);

function textOf({ content }: ArchiveFile): string {
  if (content instanceof Uint8Array) throw new Error('expected text');
  return typeof content === 'string' ? content : [...content].join('');
}

async function unpacked(files: readonly ArchiveFile[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'python-'));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const file of files) {
    const path = join(root, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, textOf(file));
  }
  return join(root, dirname(files[0].path));
}

const scoring = `
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("train", sys.argv[1])
train = importlib.util.module_from_spec(spec)
spec.loader.exec_module(train)
rows = json.load(open(sys.argv[2]))["rows"]
print(json.dumps([train.SCORES[r["family"]](r["y"], r["weights"], r["mus"], r["sigmas"]) for r in rows]))
`;

test.skipIf(!found)('the script’s exact score is that of the reference, at every row', async () => {
  const { default: file } = await import('../../../../tests/reference/crps-mixtures.json');
  const scores: number[] = JSON.parse(
    execFileSync('python3', ['-B', '-c', scoring, script, reference], { encoding: 'utf8' }),
  );
  expect(scores).toHaveLength(file.rows.length);
  file.rows.forEach(({ crps, sigmas, note }, i) => {
    const tolerance = Math.min(...sigmas) <= 1e-4 ? 1e-9 : 1e-12;
    expect(Math.abs(scores[i] - crps) / crps, note).toBeLessThan(tolerance);
  });
});

test.skipIf(!found)('the script compiles and reads every preset as the lab does', async () => {
  const { dataset } = await trainedSource({ base: { epochs: 1, hidden: [2] }, replicates: 1 });
  for (const { study } of presets) {
    const folder = await unpacked(pythonFiles('python', study, [], dataset));
    execFileSync('python3', ['-m', 'py_compile', join(folder, 'train.py')]);
    const listed: unknown = JSON.parse(
      execFileSync('python3', [join(folder, 'train.py'), '--list'], { encoding: 'utf8' }),
    );
    expect(listed).toEqual(
      study.variants.map((variant) => ({
        name: variant.name,
        ...experimentOf(study.base, variant),
      })),
    );
  }
});

const printing = `
import csv, importlib.util, json, os, sys, types
sys.modules["torch"] = types.ModuleType("torch")
spec = importlib.util.spec_from_file_location("train", os.path.join(sys.argv[1], "train.py"))
train = importlib.util.module_from_spec(spec)
spec.loader.exec_module(train)
train.read_part = lambda torch, name: None
train.train = lambda torch, study, settings, replicate, parts: (None, None)
train.mean_score = lambda torch, network, scale, part: 1.5 if part is None else 0
sys.argv = sys.argv[:1]
train.main()
`;

test.skipIf(!found)(
  'whatever a study is called, the script prints it on a line that no terminal obeys, and writes no formula',
  async () => {
    const { study, variants, dataset } = await trainedSource({
      base: { epochs: 1, hidden: [2] },
      replicates: 2,
    });
    // What this program would show, and what somebody else may have written into the file.
    const folder = await unpacked(pythonFiles('python', study, variants, dataset));
    for (const text of nastyTexts) {
      const named = {
        ...study,
        title: text,
        variants: [{ name: text }, { name: `${text} 2` }],
        data: { ...study.data, target: { ...study.data.target, unit: text } },
      };
      await writeFile(join(folder, 'study.json'), serialiseStudy(named));
      const said = execFileSync('python3', ['-B', '-c', printing, folder], {
        encoding: 'utf8',
        env: { ...process.env, PYTHONIOENCODING: 'ascii' },
      });
      expect(said).toMatch(/^[\x20-\x7e\n]*$/);
      expect(said.trimEnd().split('\n')).toHaveLength(4);
      const scores = await readFile(join(folder, 'scores.csv'), 'utf8');
      const { data } = Papa.parse<string[]>(scores, { skipEmptyLines: true, delimiter: ',' });
      expect(data.map((row) => row.length)).toEqual([4, 4, 4, 4, 4]);
      for (const [variant] of data.slice(1)) expect(variant).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
    }
  },
);

test('the folder’s README shows titles and units as text', async () => {
  const { study, variants, dataset } = await trainedSource({
    base: { epochs: 1, hidden: [2] },
    replicates: 1,
  });
  for (const text of nastyTexts) {
    const target = { ...study.data.target, unit: text };
    const named = { ...study, title: text, data: { ...study.data, target } };
    const [readme] = pythonFiles('python', named, variants, dataset);
    expect(readme.path).toBe('python/README.md');
    const html = new MarkdownIt({ html: true, linkify: true }).render(textOf(readme));
    const plain = new MarkdownIt({ html: true, linkify: true }).render(
      textOf(pythonFiles('python', { ...study, title: 'T' }, variants, dataset)[0]),
    );
    const tags = (page: string) => Array.from(page.matchAll(/<\/?(\w+)/g), ([tag]) => tag);
    expect(tags(html)).toEqual(tags(plain));
  }
});

test('the folder holds the study and its encoded rows, as they were trained on', async () => {
  const source = await trainedSource({ base: { epochs: 1, hidden: [2] }, replicates: 1 });
  const { study, variants, dataset } = source;
  const files = pythonFiles('folder', study, variants, dataset);
  const text = (name: string) => {
    const file = files.find(({ path }) => path === `folder/${name}`);
    if (!file) throw new Error(`There is no ${name}.`);
    return textOf(file);
  };
  expect(parseStudy(JSON.parse(text('study.json')))).toEqual({ ok: true, study });
  const { data } = Papa.parse<string[]>(text('test.csv'), { skipEmptyLines: true });
  expect(data[0]).toEqual(['target', ...dataset.features]);
  expect(data).toHaveLength(1 + dataset.test.count);
  expect(Number(data[1][0])).toBe(dataset.test.targets[0]);
  const inputs = data[1].slice(1).map((cell) => Math.fround(Number(cell)));
  expect(inputs).toEqual([...dataset.test.inputs.subarray(0, dataset.width)]);
});

test.skipIf(!torch)(
  'with PyTorch at hand, the script trains every kind of network to scores like the lab’s',
  async () => {
    const source = await trainedSource({
      data: { source: { id: 'surgery', rows: 1000 } },
      base: { hidden: [16], epochs: 6, components: 2 },
      variants: [
        { name: 'Log-normal' },
        { name: 'CRPS, separate', loss: 'crps', streams: 'separate', activation: 'tanh' },
        { name: 'Normal', family: 'normal', dropout: 0.1, activation: 'elu' },
        { name: 'Normal, CRPS', family: 'normal', loss: 'crps', patience: 2, weightDecay: 0.01 },
      ],
      replicates: 4,
    });
    const { study, variants, dataset } = source;
    const folder = await unpacked(pythonFiles('python', study, variants, dataset));
    execFileSync('python3', [join(folder, 'train.py')], { encoding: 'utf8' });
    const scores = execFileSync('cat', [join(folder, 'scores.csv')], { encoding: 'utf8' });
    const { data } = Papa.parse<Record<string, string>>(scores, {
      header: true,
      skipEmptyLines: true,
    });
    expect(data).toHaveLength(16);
    for (const { name, done } of variants) {
      const own = data.filter((row) => row.variant === name).map((row) => Number(row.test_crps));
      const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
      // Other random numbers, so not the same scores; a wrong loss or scale is far off.
      expect(mean(own) / mean(done.map(({ testCrps }) => testCrps)), name).toBeCloseTo(1, 1);
    }
  },
);
