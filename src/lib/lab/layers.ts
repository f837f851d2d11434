/** `64, 32` or `2 × 64` as units of each hidden layer; what cannot be read is NaN, for the schema to refuse. */
export function parseLayers(text: string): number[] {
  const repeated = /^\s*(\d+)\s*[×x*]\s*(\d+)\s*$/i.exec(text);
  if (repeated) {
    const [, layers, units] = repeated;
    return new Array<number>(Math.min(Number(layers), 20)).fill(Number(units));
  }
  return text
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map(Number);
}
