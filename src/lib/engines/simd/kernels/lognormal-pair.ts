// E|P − Q| of two log-normals, four pairs at a time, in the plain form of docs/formulas.md:
// M_P·erf(a) + M_Q·erf(b), the two quotients in one division. Levels (ln of the medians), widths and means
// are in whatever unit the caller keeps.
import * as C from './constants';
import { erfBottom4, erfRange4, erfTop4, k } from './math';

@inline export function pairTerm4(
  level: v128, square: v128, mean: v128, otherLevel: v128, otherWidth: v128, otherMean: v128,
): v128 {
  const otherSquare = f32x4.mul(otherWidth, otherWidth);
  const sum = f32x4.add(square, otherSquare);
  const root = f32x4.div(k(C.ONE), f32x4.sqrt(f32x4.add(sum, sum)));
  const gap = f32x4.sub(level, otherLevel);
  const x = erfRange4(f32x4.mul(f32x4.add(gap, square), root));
  const z = erfRange4(f32x4.mul(f32x4.sub(otherSquare, gap), root));
  const xx = f32x4.mul(x, x);
  const zz = f32x4.mul(z, z);
  const bottomX = erfBottom4(xx);
  const bottomZ = erfBottom4(zz);
  const both = f32x4.add(
    f32x4.mul(f32x4.mul(mean, erfTop4(x, xx)), bottomZ),
    f32x4.mul(f32x4.mul(otherMean, erfTop4(z, zz)), bottomX),
  );
  return f32x4.div(both, f32x4.mul(bottomX, bottomZ));
}
