/** For tests: the number that words say, and half a unit of their last digit. */
export function readWords(words: string): { readonly value: number; readonly half: number } {
  const raised = [...'⁰¹²³⁴⁵⁶⁷⁸⁹'];
  const [figures, powers = ''] = words.replace('−', '-').replaceAll(',', '').split('·10');
  const power = Array.from(powers, (c) => (c === '⁻' ? '-' : raised.indexOf(c))).join('') || '0';
  const decimals = figures.split('.')[1]?.length ?? 0;
  return {
    value: Number(`${figures}e${power}`),
    half: Number(`5e${Number(power) - decimals - 1}`),
  };
}
