import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFile } from './read-file.ts';
import { serialiseResult } from './result-file.ts';
import { resultFiles } from './results.arbitrary.ts';
import { serialiseStudy } from './serialise-study.ts';
import { studies } from './studies.arbitrary.ts';

test('a study that is written and opened again is the same study', () => {
  fc.assert(
    fc.property(studies, (study) => {
      expect(readFile(serialiseStudy(study))).toEqual({ kind: 'study', study });
    }),
  );
});

test('a result that is written and opened again is the same result', () => {
  fc.assert(
    fc.property(resultFiles, (result) => {
      const read = readFile(serialiseResult(result));
      if (read.kind !== 'result') throw new Error(JSON.stringify(read));
      // As JSON: the order of an object's fields is no part of it.
      expect(JSON.parse(serialiseResult(read.result))).toEqual(JSON.parse(serialiseResult(result)));
    }),
  );
});

test('what is wrong is said with its line and its path', () => {
  const text = '{\n  "version": 1,\n  "base": {\n    "epochs": 3,\n    "components": 0\n  }\n}';
  expect(readFile(text)).toEqual({
    kind: 'refused',
    as: 'study',
    problems: ['line 5, base.components: expected a whole number from 1 to 20, got 0'],
  });
});

test('a result that was changed is refused as a result', () => {
  const result = fc.sample(resultFiles, { numRuns: 1, seed: 1 })[0];
  const text = serialiseResult(result).replace(/"digest": "sha256-./, '"digest": "sha256-?');
  expect(readFile(text)).toMatchObject({ kind: 'refused', as: 'result' });
  expect(JSON.stringify(readFile(text))).toContain('changed or damaged');
});

test('a name that no study has is pointed at, and what is not JSON says where', () => {
  expect(readFile('{\n"name": "package"}')).toMatchObject({
    problems: [expect.stringMatching(/^line 2, name: expected one of the fields/)],
  });
  expect(readFile('{\n"version": 1,\n}')).toMatchObject({
    problems: [expect.stringMatching(/^It is not JSON: line 3, column 1/)],
  });
});

test('no text breaks the reader', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readFile(text)));
});
