import { soundHash } from './sound-hash.ts';

function mendHash(): void {
  const sound = soundHash(location.hash);
  if (sound !== location.hash) history.replaceState(history.state, '', sound);
}

/** Before the router reads the address, and whenever somebody changes it. */
export function init(): void {
  mendHash();
  addEventListener('hashchange', mendHash);
}
