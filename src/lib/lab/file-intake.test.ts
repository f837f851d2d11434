import { describe, expect, it } from 'vitest';
import { fileFrom, holdsFiles, tableFromText } from './file-intake.ts';

function transfer(files: File[], types = ['Files']): DataTransfer {
  return { files, types } as unknown as DataTransfer;
}

describe('what is dropped or pasted', () => {
  it('is one file', () => {
    const file = new File(['a,b\n1,2'], 'cases.csv');
    expect(fileFrom(transfer([file]))).toBe(file);
  });

  it('is refused in words where it is several files or a folder', () => {
    const file = new File([''], 'a.csv');
    expect(fileFrom(transfer([file, file]))).toMatch(/2 files/);
    expect(fileFrom(transfer([]))).toMatch(/folder/);
  });

  it('is none of our business where it holds no file', () => {
    expect(fileFrom(transfer([], ['text/plain']))).toBeNull();
    expect(fileFrom(null)).toBeNull();
    expect(holdsFiles(transfer([], ['text/html']))).toBe(false);
  });

  it('is a table where pasted text has columns and rows', async () => {
    const file = tableFromText('age,minutes\n3,40\n');
    expect(file?.name).toBe('pasted.csv');
    expect(await file?.text()).toBe('age,minutes\n3,40\n');
    expect(tableFromText('a\tb\r\n1\t2')).not.toBeNull();
  });

  it('is no table where pasted text is a word, a sentence or one line', () => {
    expect(tableFromText('0.001')).toBeNull();
    expect(tableFromText('one, two, three')).toBeNull();
    expect(tableFromText('Two lines\nof prose')).toBeNull();
  });
});
