import { mixtureDistribution, type MixtureFamily } from '#lib/crps/index.ts';
import { inFamily } from './change-family.ts';
import { curveOn, gridOf } from './score-geometry.ts';
import {
  clamp,
  limitsOf,
  parameters,
  withMiddle,
  withOneMore,
  withoutOne,
  withShoulder,
  withSigma,
  withWeight,
  type ScoreMixture,
} from './score-mixture.ts';
import { scorePresets, type ScorePreset } from './score-presets.ts';
import { beyondAxis, scoreValues } from './score-values.ts';

interface Scene {
  readonly preset: ScorePreset;
  readonly mixture: ScoreMixture;
  readonly outcome: number;
}

/** A tenth of a minute: what the outcome's number shows is what is scored. */
const toTenth = (minutes: number) => Math.round(minutes * 10) / 10;

/**
 * The forecast and the outcome that both figures show. What follows from the forecast alone is not
 * computed again when the outcome moves.
 */
export class ScoreState {
  #scene = $state.raw<Scene>({ ...openingScene(scorePresets[0]) });
  #before = $state.raw<Scene | null>(null);
  /** Which density the handles speak of. */
  selected = $state(0);

  readonly mixture = $derived(this.#scene.mixture);
  readonly outcome = $derived(this.#scene.outcome);
  readonly preset = $derived(this.#scene.preset);
  readonly limits = $derived(limitsOf(this.mixture.family));
  readonly distribution = $derived.by(() => {
    const { weights, mus, sigmas } = parameters(this.mixture);
    return mixtureDistribution(this.mixture.family, weights, mus, sigmas);
  });
  readonly grid = $derived(gridOf(this.mixture, this.limits.axis));
  readonly cdf = $derived(curveOn(this.grid, this.distribution.cdf));
  readonly beyond = $derived(beyondAxis(this.mixture, this.distribution));
  readonly values = $derived(scoreValues(this.mixture, this.distribution, this.outcome));
  readonly changed = $derived(
    this.mixture !== this.preset.mixture || this.outcome !== this.preset.outcome,
  );

  get undoable(): boolean {
    return this.#before !== null;
  }

  moveOutcome(minutes: number): void {
    this.#set({ outcome: toTenth(clamp(minutes, this.limits.outcome)) });
  }

  moveMiddle(index: number, minutes: number): void {
    this.#set({ mixture: withMiddle(this.mixture, index, minutes) });
  }

  moveShoulder(index: number, minutes: number): void {
    this.#set({ mixture: withShoulder(this.mixture, index, minutes) });
  }

  setSigma(index: number, sigma: number): void {
    this.#set({ mixture: withSigma(this.mixture, index, sigma) });
  }

  setWeight(index: number, weight: number): void {
    this.#set({ mixture: withWeight(this.mixture, index, weight) });
  }

  add(): void {
    this.#replace({ ...this.#scene, mixture: withOneMore(this.mixture) });
    this.selected = this.mixture.densities.length - 1;
  }

  remove(index: number): void {
    this.#replace({ ...this.#scene, mixture: withoutOne(this.mixture, index) });
    this.selected = Math.min(this.selected, this.mixture.densities.length - 1);
  }

  setFamily(family: MixtureFamily): void {
    if (family === this.mixture.family) return;
    this.#replace({ ...this.#scene, mixture: inFamily(this.mixture, family) });
  }

  choose(preset: ScorePreset): void {
    this.#replace(openingScene(preset));
    this.selected = 0;
  }

  reset(): void {
    this.choose(this.preset);
  }

  /** Takes back what a button did last: a preset, a reset, a density more or less, the other family. */
  undo(): void {
    if (!this.#before) return;
    this.#scene = this.#before;
    this.#before = null;
    this.selected = Math.min(this.selected, this.mixture.densities.length - 1);
  }

  #set(change: Partial<Scene>): void {
    this.#scene = { ...this.#scene, ...change };
  }

  #replace(scene: Scene): void {
    this.#before = this.#scene;
    this.#scene = scene;
  }
}

function openingScene(preset: ScorePreset): Scene {
  return { preset, mixture: preset.mixture, outcome: preset.outcome };
}
