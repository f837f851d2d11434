/** Thrown inside the import and turned into its outcome there: why a file cannot be used, for people. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
  /** Line of the file, from 1, where one is to blame. */
  readonly line: number | null;
  /** Cell of that line, from 1, where one is to blame. */
  readonly column: number | null;

  constructor(message: string, line: number | null = null, column: number | null = null) {
    super(message);
    this.line = line;
    this.column = column;
  }
}
