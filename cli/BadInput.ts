/** What the caller gave cannot be used: one line for people, exit status 2, nothing written. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}
