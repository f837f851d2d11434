import { onMount } from 'svelte';
import { inTurn } from './in-turn.ts';

/** The parts of a component, begun in turn from above, so that no one task has the whole of it to make. */
export class Parts {
  #begun = $state(1);

  /**
   * Made while a component starts.
   * @param count of its parts
   */
  constructor(count: number) {
    onMount(() => {
      let gone = false;
      const next = () => {
        if (gone || this.#begun >= count) return;
        this.#begun += 1;
        inTurn(next);
      };
      inTurn(next);
      return () => (gone = true);
    });
  }

  /** How many have begun, from 1. */
  get begun(): number {
    return this.#begun;
  }
}
