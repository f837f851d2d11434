// Compiles the SIMD engine's kernels, where the compiled file is missing or older than its source.
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = fileURLToPath(new URL('../src/lib/engines/simd/', import.meta.url));
const source = join(folder, 'kernels');
const target = join(folder, 'kernels.generated.js');

function isFresh() {
  if (!existsSync(target)) return false;
  const built = statSync(target).mtimeMs;
  const sources = readdirSync(source).map((name) => join(source, name));
  return [...sources, fileURLToPath(import.meta.url)].every(
    (path) => statSync(path).mtimeMs < built,
  );
}

/** Modules that scripts write, by the name under which the kernels import them. */
async function generated() {
  const load = (/** @type {string} */ name) => import(pathToFileURL(join(source, name)).href);
  const { generateProducts } = await load('generate-products.js');
  const { generateConstants } = await load('generate-constants.js');
  return { 'products.ts': generateProducts(), 'constants.ts': generateConstants() };
}

export async function buildKernels() {
  if (isFresh()) return;
  const { main } = await import('assemblyscript/asc');
  /** @type {Record<string, string>} */
  const modules = await generated();
  /** @type {Uint8Array | null} */
  let wasm = null;
  // -O1: at -O3 the unrolled sums are nested, V8 spills registers and training is a third slower.
  const { error, stderr } = await main(
    // prettier-ignore
    ['index.ts', '--outFile', 'kernels.wasm', '-O1', '--enable', 'simd', '--runtime', 'stub',
      '--noAssert', '--use', 'abort=', '--disableWarning', '112'],
    {
      readFile(name) {
        if (Object.hasOwn(modules, name)) return modules[name];
        const path = join(source, name);
        return existsSync(path) ? readFileSync(path, 'utf8') : null;
      },
      writeFile(name, contents) {
        if (name === 'kernels.wasm') wasm = /** @type {Uint8Array} */ (contents);
      },
      listFiles: () => [],
    },
  );
  if (error || !wasm) throw new Error(`The kernels did not compile.\n${stderr.toString()}`);
  const base64 = Buffer.from(wasm).toString('base64');
  // Whole or not at all: another process may be reading it.
  const draft = `${target}.${process.pid}`;
  writeFileSync(
    draft,
    `// Compiled from kernels/ by scripts/build-kernels.js.\nexport const kernels = '${base64}';\n`,
  );
  renameSync(draft, target);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels();
