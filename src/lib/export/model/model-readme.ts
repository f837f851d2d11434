import type { Study } from '#lib/experiment/study.ts';
import { markdownText } from '../markdown-table.ts';

interface Folder {
  readonly folder: string;
  readonly variant: string;
}

/** How the networks of an archive are loaded and fed, for whoever unpacks it. */
export function modelReadme({ title, data }: Study, folders: readonly Folder[]): string {
  const { unit, shift } = data.target;
  const list = folders.map(({ folder, variant }) => `- \`${folder}\`: ${markdownText(variant)}`);
  return `# ${markdownText(title || 'Untitled study')}: trained networks

Each folder holds one variant's first finished replicate, trained by CRPS Lab:

${list.join('\n')}

## What a network does

In: one row of encoded inputs, 32-bit floats, in the order of \`inputs\` in encoding.json.
Out: three arrays of K numbers a row, in this order: \`weights\` (sum 1), \`mus\`, \`sigmas\` of the predicted mixture.
With \`family\` "lognormal" in encoding.json, the target less its shift (${shift}) is a mixture of log-normals, and mus and
sigmas are of its natural logarithm; with "normal", it is a mixture of normals. The target is in ${markdownText(unit || 'its own unit')}.

## How a row is encoded (columns in encoding.json, in their order)

- number: (value - mean)/sd, held within plus and minus \`furthest\`; \`missing\` where there is no number. Then, if
  \`flagsMissing\`, 1 where there was no number, else 0. Without \`standardised\` there is only the flag.
- category: for each of \`levels\` 1 where the row has it, else 0; if \`poolsOthers\`, 1 for any other value; if
  \`flagsMissing\`, 1 where there is no value.
- text: for each of \`words\` 1 where the row has it (lower case, runs of letters and digits), else 0; if
  \`flagsMissing\`, 1 where there is no word.

Statistics, levels and words are of the training rows; the file names them, but holds no row.

## TensorFlow.js

    const model = await tf.loadLayersModel('model.json');
    const [weights, mus, sigmas] = model.predict(tf.tensor2d(rows));

## Keras

    import json, keras, numpy
    file = json.load(open("model.json"))
    model = keras.models.model_from_json(json.dumps(file["modelTopology"]))
    data = numpy.fromfile("weights.bin", dtype="<f4")
    for entry in file["weightsManifest"][0]["weights"]:
        layer, kind = entry["name"].split("/")
        size = int(numpy.prod(entry["shape"]))
        variable = getattr(model.get_layer(layer), kind)
        variable.assign(data[:size].reshape(entry["shape"]))
        data = data[size:]
    weights, mus, sigmas = model.predict(rows)

or \`tensorflowjs_converter --input_format tfjs_layers_model --output_format keras model.json model.h5\`.
`;
}
