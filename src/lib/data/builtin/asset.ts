/** Files of data packages, read in one way by the browser and in another by Node. */
export type AssetId = 'flights' | 'wages';

/** The parsed JSON of a package's file. */
export type ReadAsset = (id: AssetId) => Promise<unknown>;
