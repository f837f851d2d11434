// Formulas at build time: a .tex file of named formulas becomes a module of static MathML, so that a page
// carries no typesetting library, no font of its own and no inline style.
//
//   % name            a displayed formula follows, up to the next name
//   % name, inline    one that stands in a sentence
import temml from 'temml';

const NAME = /^% ([\w-]+)(, inline)?$/;

/**
 * @param {string} source
 * @returns {Record<string, string>} MathML by name
 */
export function formulasOf(source) {
  /** @type {Record<string, string>} */
  const formulas = {};
  for (const block of source.split(/\n(?=% )/)) {
    const [first, ...lines] = block.split('\n');
    const heading = NAME.exec(first.trim());
    if (!heading) throw new Error(`Expected “% name” or “% name, inline”; got “${first}”.`);
    const [, name, inline] = heading;
    if (name in formulas) throw new Error(`The formula ${name} is there twice.`);
    const mathml = temml.renderToString(lines.join('\n').trim(), {
      displayMode: !inline,
      strict: true,
      throwOnError: true,
    });
    // A content policy may bar style attributes; the stylesheet of Formula.svelte says what they say.
    formulas[name] = mathml.replace(/ style="[^"]*"/g, '');
  }
  return formulas;
}

/**
 * The plugin for Vite.
 * @returns {import('vite').Plugin}
 */
export function mathml() {
  return {
    name: 'mathml',
    transform(source, id) {
      if (!id.endsWith('.tex')) return null;
      return { code: `export default ${JSON.stringify(formulasOf(source))};`, map: null };
    },
  };
}
