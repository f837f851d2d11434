/**
 * The study being configured. The one way to change it: every edit passes through here, is checked by
 * the study file's own schema, kept in storage, and undone in one step where it threw something away.
 * A draft may hold what cannot run (an empty number, a name twice); `problems` says where.
 */
import type { DataSource, DataSpec, SplitSpec, TargetSpec } from '#lib/data/spec.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import { problemsAt, type Problem } from '#lib/experiment/problem.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { freeName } from '#lib/experiment/variant-names.ts';
import { withoutHidden } from '#lib/experiment/visible-text.ts';
import { experimentOf, type Study, type Variant } from '#lib/experiment/study.ts';
import type { FieldKey } from '#lib/results/experiment-fields.ts';
import { problemInWords } from './problem-words.ts';
import { firstStudy } from '#lib/experiment/presets.ts';
import { readStudy, writeStudy, type KeyValueStore } from './study-storage.ts';

export const MOST_VARIANTS = 16;
const WRITE_AFTER_MS = 300;

interface Undo {
  /** What was done, such as `Removed “10 densities”.` */
  readonly what: string;
  readonly before: Study;
}

export class StudyDraft {
  #store: KeyValueStore | null;
  #study = $state.raw<Study>(firstStudy);
  #undo = $state.raw<Undo | null>(null);
  #parsed = $derived(parseStudy(this.#study));
  #writing: ReturnType<typeof setTimeout> | undefined;

  constructor(store: KeyValueStore | null) {
    this.#store = store;
    this.#study = (store && readStudy(store)) ?? firstStudy;
  }

  get study(): Study {
    return this.#study;
  }

  /** The study as it can run, or null while something in it is wrong. */
  get valid(): Study | null {
    return this.#parsed.ok ? this.#parsed.study : null;
  }

  get problems(): readonly Problem[] {
    return this.#parsed.ok ? [] : this.#parsed.problems;
  }

  get undoable(): string | null {
    return this.#undo?.what ?? null;
  }

  /** A sentence for the field at this path, or undefined where it is right. */
  messageAt(path: string): string | undefined {
    const problem = problemsAt(this.problems, path)[0];
    return problem && problemInWords(problem);
  }

  countAt(...paths: string[]): number {
    return paths.reduce((sum, path) => sum + problemsAt(this.problems, path).length, 0);
  }

  #set(study: Study): void {
    this.#study = study;
    clearTimeout(this.#writing);
    this.#writing = setTimeout(() => this.save(), WRITE_AFTER_MS);
  }

  /** Writes what still waits to be written, and nothing else: another tab's edits may be newer than this one's. */
  save(): void {
    if (this.#writing === undefined) return;
    clearTimeout(this.#writing);
    this.#writing = undefined;
    if (this.#store) writeStudy(this.#store, this.#study);
  }

  /** Puts another study in place of this one; one step back brings the old one. */
  replace(study: Study, what: string): void {
    this.#undo = { what, before: this.#study };
    this.#set(study);
  }

  undo(): void {
    if (!this.#undo) return;
    const { before } = this.#undo;
    this.#undo = null;
    this.#set(before);
  }

  forgetUndo(): void {
    this.#undo = null;
  }

  setTitle(title: string): void {
    this.#set({ ...this.#study, title: withoutHidden(title) });
  }

  setReplicates(replicates: number): void {
    this.#set({ ...this.#study, replicates });
  }

  setSeed(seed: number): void {
    this.#set({ ...this.#study, seed });
  }

  setBase<K extends FieldKey>(key: K, value: Experiment[K]): void {
    this.#set({ ...this.#study, base: { ...this.#study.base, [key]: value } });
  }

  /** The same family for the base and every variant. */
  useFamily(family: Experiment['family']): void {
    const { base, variants } = this.#study;
    const plain = variants.map(({ family: _family, ...variant }) => variant);
    this.#set({ ...this.#study, base: { ...base, family }, variants: plain });
  }

  #setData(change: Partial<DataSpec>): void {
    this.#set({ ...this.#study, data: { ...this.#study.data, ...change } });
  }

  /** Another data set: its target, its usual inputs, no chosen kinds; the split stays. */
  setSource(
    source: DataSource,
    target: TargetSpec,
    what: string,
    inputs: DataSpec['inputs'] = null,
  ): void {
    const data = { ...this.#study.data, source, target, inputs, kinds: {} };
    this.replace({ ...this.#study, data }, what);
  }

  /** Rows and seed of a built-in set. */
  setBuiltin(change: { readonly rows?: number; readonly seed?: number }): void {
    const { source } = this.#study.data;
    if (source.kind === 'builtin') this.#setData({ source: { ...source, ...change } });
  }

  setTarget(change: Partial<TargetSpec>): void {
    const { target, inputs } = this.#study.data;
    const next = { ...target, ...change };
    const unit = withoutHidden(next.unit);
    const without = inputs?.filter((column) => column !== next.column);
    this.#setData({ target: { ...next, unit }, inputs: without?.length ? without : null });
  }

  setInputs(inputs: readonly string[] | null): void {
    this.#setData({ inputs });
  }

  /** null: the kind that was inferred. */
  setKind(column: string, kind: DataSpec['kinds'][string] | null): void {
    const { [column]: _old, ...others } = this.#study.data.kinds;
    this.#setData({ kinds: kind === null ? others : { ...others, [column]: kind } });
  }

  setSplit(change: Partial<SplitSpec>): void {
    this.#setData({ split: { ...this.#study.data.split, ...change } });
  }

  #setVariants(variants: readonly Variant[]): void {
    this.#set({ ...this.#study, variants });
  }

  #setVariant(index: number, variant: Variant): void {
    this.#setVariants(this.#study.variants.with(index, variant));
  }

  /** The experiment that a variant stands for. */
  experiment(index: number): Experiment {
    const variant = this.#study.variants[index];
    return variant ? experimentOf(this.#study.base, variant) : this.#study.base;
  }

  addVariant(): void {
    const { variants } = this.#study;
    if (variants.length >= MOST_VARIANTS) return;
    this.#setVariants([...variants, { name: freeName('New variant', variants) }]);
  }

  duplicateVariant(index: number): void {
    const { variants } = this.#study;
    const original = variants[index];
    if (!original || variants.length >= MOST_VARIANTS) return;
    const copy = { ...original, name: freeName(original.name, variants) };
    this.#setVariants(variants.toSpliced(index + 1, 0, copy));
  }

  removeVariant(index: number): void {
    const { variants } = this.#study;
    const removed = variants[index];
    if (!removed || variants.length === 1) return;
    const study = { ...this.#study, variants: variants.toSpliced(index, 1) };
    this.replace(study, `Removed “${removed.name}”.`);
  }

  renameVariant(index: number, name: string): void {
    const variant = this.#study.variants[index];
    if (variant) this.#setVariant(index, { ...variant, name: withoutHidden(name) });
  }

  setOverride<K extends FieldKey>(index: number, key: K, value: Experiment[K]): void {
    const variant = this.#study.variants[index];
    if (variant) this.#setVariant(index, { ...variant, [key]: value });
  }

  /** The variant takes the base's value again. */
  clearOverride(index: number, key: FieldKey): void {
    const variant = this.#study.variants[index];
    if (!variant) return;
    const { [key]: _cleared, ...rest } = variant;
    this.#setVariant(index, { ...rest, name: variant.name });
  }
}
