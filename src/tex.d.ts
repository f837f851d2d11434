/** Named formulas as MathML, made at build time by scripts/mathml.js. */
declare module '*.tex' {
  const formulas: Readonly<Record<string, string>>;
  export default formulas;
}
