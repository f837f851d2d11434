import { parseJson as parse } from '#lib/experiment/parse-json.ts';
import { BadInput } from './BadInput.ts';

/**
 * Strict JSON, or a fault with its place.
 * @param name what the text is called in the message
 * @throws BadInput with the line and column of the first fault
 */
export function parseJson(text: string, name: string): unknown {
  const parsed = parse(text);
  if (!parsed.ok) throw new BadInput(`${name} ${parsed.fault}`);
  return parsed.value;
}
