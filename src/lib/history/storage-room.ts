/** How much this site keeps in the browser, and whether the browser may clear it. */
export interface StorageRoom {
  /** Bytes, of everything this site keeps: runs, files, the app itself. */
  readonly used: number;
  /** Bytes that the browser would let it have. */
  readonly quota: number;
  /** The browser does not clear it when the disk gets short. */
  readonly lasting: boolean;
}

/** @returns null where the browser does not say */
export async function storageRoom(): Promise<StorageRoom | null> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    if (usage === undefined || quota === undefined) return null;
    return { used: usage, quota, lasting: await navigator.storage.persisted() };
  } catch {
    return null;
  }
}

/** Asks the browser never to clear what is kept without being told to. @returns whether it agreed */
export async function askToLast(): Promise<boolean> {
  try {
    return await navigator.storage.persist();
  } catch {
    return false;
  }
}
