import { beforeEach, describe, expect, it } from 'vitest';
import type { TargetCheck } from '#lib/data/checkTarget.ts';
import type { DataSpec } from '#lib/data/spec.ts';
import { History } from '#lib/history/history.ts';
import type { OpenedFile, TableSummary } from '#lib/workers/data-protocol.ts';
import { DataState, type DataDoor } from './data-state.svelte.ts';
import { StudyDraft } from './study-draft.svelte.ts';

const table = (rows: number): TableSummary => ({ rows, columns: [], notices: [] });
const digest = `sha256-${'0'.repeat(64)}`;

/** A data worker whose answers the test gives, in the order it chooses. */
class HandDoor implements DataDoor {
  builtins: ((table: TableSummary) => void)[] = [];
  files: ((opened: OpenedFile) => void)[] = [];
  progress: ((share: number) => void)[] = [];
  checks: ((check: TargetCheck) => void)[] = [];

  openBuiltin = () => new Promise<TableSummary>((resolve) => this.builtins.push(resolve));
  openFile: DataDoor['openFile'] = (_file, _kinds, onProgress) => {
    if (onProgress) this.progress.push(onProgress);
    return new Promise<OpenedFile>((resolve) => this.files.push(resolve));
  };
  setKinds = () => Promise.resolve(table(7));
  check = () => new Promise<TargetCheck>((resolve) => this.checks.push(resolve));
  prepare = () => Promise.reject(new Error('These tests prepare nothing.'));
  describeRows = () => Promise.resolve([]);
}

const refused: TargetCheck = {
  status: 'refused',
  problem: 'not-positive',
  message: '“delay” is zero or less in 3 rows.',
  rows: 3,
  remedies: [{ kind: 'shift', shift: -23 }],
};

const tick = () => new Promise((resolve) => setTimeout(resolve));

describe('the data of a draft', () => {
  let door: HandDoor;
  let draft: StudyDraft;
  let data: DataState;

  const spec = (): DataSpec => draft.study.data;
  const follow = () => data.follow(spec(), ['lognormal']);

  beforeEach(() => {
    door = new HandDoor();
    draft = new StudyDraft(null);
    data = new DataState(door, new History('unused'));
    follow();
  });

  it('is opened once, however often it is followed', async () => {
    follow();
    expect(data.obstacle).toMatch(/still being read/);
    door.builtins[0]?.(table(5000));
    await tick();
    follow();
    expect(door.builtins).toHaveLength(1);
    expect(data.status).toBe('ready');
    expect(data.rows).toBe(5000);
    expect(data.obstacle).toBeNull();
  });

  it('drops what comes late for a draft that has moved on', async () => {
    draft.setBuiltin({ rows: 300 });
    follow();
    door.builtins[1]?.(table(300));
    door.builtins[0]?.(table(5000));
    await tick();
    expect(data.rows).toBe(300);
  });

  it('says why its target cannot be used until a remedy is taken', async () => {
    door.builtins[0]?.(table(5000));
    await tick();
    follow();
    door.checks[0]?.(refused);
    await data.settled();
    expect(data.obstacle).toBe('“delay” is zero or less in 3 rows.');
    draft.setTarget({ shift: -23 });
    follow();
    door.checks[1]?.({ status: 'ok', usable: 5000, missing: 0 });
    await data.settled();
    expect(data.obstacle).toBeNull();
  });

  it('becomes a file that was dropped, with a step back to what it was', async () => {
    door.builtins[0]?.(table(5000));
    await tick();
    const taken = data.take(new File(['a,b'], 'cases.csv'), draft);
    door.progress[0]?.(0.4);
    expect(data.progress).toBe(0.4);
    door.files[0]?.({ status: 'ok', digest, table: table(40) });
    await taken;
    follow();
    expect(spec().source).toEqual({ kind: 'table', name: 'cases.csv', digest });
    expect(data.rows).toBe(40);
    expect(data.progress).toBeNull();
    expect(draft.undoable).toBe('Opened “cases.csv”.');
    expect(data.notices).toEqual([expect.stringMatching(/must be opened again/)]);
    draft.undo();
    follow();
    expect(door.builtins).toHaveLength(2);
  });

  it('stays as it was when a file cannot be used, and says why', async () => {
    const taken = data.take(new File([''], 'empty.csv'), draft);
    door.files[0]?.({ status: 'refused', message: 'The file is empty.', line: null, column: null });
    await taken;
    expect(data.problem).toBe('empty.csv: The file is empty.');
    door.builtins[0]?.(table(5000));
    await tick();
    expect(data.status).toBe('ready');
    expect(spec().source.kind).toBe('builtin');
    data.dismissProblem();
    expect(data.problem).toBeNull();
  });

  it('is missing where the study names a file that is not kept', async () => {
    draft.setSource(
      { kind: 'table', name: 'old.csv', digest },
      { column: 'y', unit: '', shift: 0 },
      '',
    );
    follow();
    await tick();
    expect(data.status).toBe('missing');
    expect(data.obstacle).toMatch(/“old.csv” is not kept/);
  });
});
