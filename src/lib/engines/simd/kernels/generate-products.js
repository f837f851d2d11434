// Writes the three matrix products of a layer. Samples lie in panels of 8: [panel][unit][8]; weights in
// blocks of 4 outputs: [outputs/4][inputs][4]. That one copy of the weights serves forward and backward,
// and every product is the same step: two vectors loaded, four numbers spread, eight sums.
//
// A loop makes one step. Several in a row are a few per cent faster in V8's newer compiler, but half as fast in its
// older one (Node 20), which loads for all of them first, spills, and keeps a register for each offset.

const ACCUMULATORS = [0, 1, 2, 3].flatMap((row) => [0, 1].map((half) => ({ row, half })));

/** @param {(row: number, half: number) => string} value */
function declare(value) {
  return ACCUMULATORS.map(({ row, half }) => `let a${row}${half}: v128 = ${value(row, half)};`);
}

/**
 * One step: a[row] += spread(row) × the two vectors at `vectors`.
 * @param {string} vectors address of two vectors
 * @param {(row: number) => string} spread a vector of four equal values
 */
function step(vectors, spread) {
  return [
    `v0 = v128.load(${vectors}); v1 = v128.load(${vectors}, 16);`,
    ...[0, 1, 2, 3].flatMap((row) => [
      `s = ${spread(row)};`,
      `a${row}0 = f32x4.add(a${row}0, f32x4.mul(s, v0));`,
      `a${row}1 = f32x4.add(a${row}1, f32x4.mul(s, v1));`,
    ]),
  ];
}

const TEMPORARIES = 'let v0: v128, v1: v128, s: v128;';

/** @param {string} to @param {(row: number, half: number) => number} offset */
function store(to, offset) {
  return ACCUMULATORS.map(
    ({ row, half }) => `v128.store(${to}, a${row}${half}, ${offset(row, half)});`,
  );
}

function forward() {
  const steps = step('xAt', (row) => `v128.load_splat<f32>(wAt, ${4 * row})`);
  return `
export function forward(
  x: usize, w: usize, b: usize, z: usize,
  panels: i32, steps: i32, inputs: i32, outputs: i32, relu: bool,
): void {
  ${TEMPORARIES}
  const zero: v128 = f32x4.splat(0);
  while (panels-- > 0) {
    const zEnd: usize = z + 32 * outputs;
    const xEnd: usize = x + 32 * steps;
    let block: usize = w;
    let bias: usize = b;
    while (z < zEnd) {
      ${[0, 1, 2, 3]
        .map(
          (row) =>
            `let a${row}0: v128 = v128.load_splat<f32>(bias, ${4 * row}); let a${row}1: v128 = a${row}0;`,
        )
        .join('\n      ')}
      let wAt: usize = block;
      for (let xAt: usize = x; xAt < xEnd; xAt += 32) {
        ${steps.join('\n        ')}
        wAt += 16;
      }
      if (relu) {
        ${ACCUMULATORS.map(({ row, half }) => `a${row}${half} = f32x4.pmax(a${row}${half}, zero);`).join(' ')}
      }
      ${store('z', (row, half) => 32 * row + 16 * half).join('\n      ')}
      z += 128;
      bias += 16;
      block += 16 * inputs;
    }
    x += 32 * inputs;
  }
}`;
}

function backward() {
  const steps = step('dAt', (row) => `v128.load_splat<f32>(wAt, ${16 * row})`);
  return `
export function backward(
  d: usize, w: usize, dx: usize, panels: i32, inputs: i32, outputs: i32,
): void {
  ${TEMPORARIES}
  const stride: usize = 16 * inputs;
  while (panels-- > 0) {
    const dEnd: usize = d + 32 * outputs;
    const dxEnd: usize = dx + 32 * inputs;
    let block: usize = w;
    while (dx < dxEnd) {
      ${declare(() => 'f32x4.splat(0)').join('\n      ')}
      let wAt: usize = block;
      let dAt: usize = d;
      while (dAt < dEnd) {
        const four: usize = dAt + 128;
        while (dAt < four) {
          ${steps.join('\n          ')}
          dAt += 32;
          wAt += 4;
        }
        wAt += stride - 16;
      }
      ${store('dx', (row, half) => 32 * row + 16 * half).join('\n      ')}
      dx += 128;
      block += 64;
    }
    d = dEnd;
  }
}`;
}

/** The gradient of a block of 4 inputs × `outputs` 8 or 4. @param {number} halves 2 or 1 */
function weightBlock(halves) {
  const used = ACCUMULATORS.filter(({ half }) => half < halves);
  const steps = [
    'v0 = v128.load(tAt);',
    ...(halves === 2 ? ['v1 = v128.load(tAt, 128);'] : []),
    ...[0, 1, 2, 3].flatMap((row) => [
      `s = v128.load_splat<f32>(xAt, ${32 * row});`,
      `a${row}0 = f32x4.add(a${row}0, f32x4.mul(s, v0));`,
      ...(halves === 2 ? [`a${row}1 = f32x4.add(a${row}1, f32x4.mul(s, v1));`] : []),
    ]),
  ];
  return `
    for (let i: i32 = 0; i < inputs; i += 4) {
      const to: usize = g + 16 * i;
      ${used.map(({ row, half }) => `let a${row}${half}: v128 = zero;`).join(' ')}
      if (accumulate) {
        ${used.map(({ row, half }) => `a${row}${half} = v128.load(to + ${half} * stride, ${16 * row});`).join('\n        ')}
      }
      let xAt: usize = x + 32 * i;
      let tAt: usize = t;
      for (let p: i32 = 0; p < panels; p++) {
        const eight: usize = xAt + 32;
        while (xAt < eight) {
          ${steps.join('\n          ')}
          xAt += 4;
          tAt += 16;
        }
        xAt += xPanel - 32;
        tAt += tPanel - 128;
      }
      ${used.map(({ row, half }) => `v128.store(to + ${half} * stride, a${row}${half}, ${16 * row});`).join('\n      ')}
    }`;
}

function weightGradient() {
  return `
export function weightGradient(
  x: usize, t: usize, g: usize, panels: i32, inputs: i32, outputs: i32, accumulate: bool,
): void {
  let v0: v128, v1: v128, s: v128;
  const zero: v128 = f32x4.splat(0);
  const xPanel: usize = 32 * inputs;
  const tPanel: usize = 32 * outputs;
  const stride: usize = 16 * inputs;
  let left: i32 = outputs;
  while (left >= 8) {
    ${weightBlock(2)}
    t += 256;
    g += 2 * stride;
    left -= 8;
  }
  if (left > 0) {
    ${weightBlock(1)}
  }
}`;
}

/** @returns {string} an AssemblyScript module */
export function generateProducts() {
  return [forward(), backward(), weightGradient()].join('\n');
}
