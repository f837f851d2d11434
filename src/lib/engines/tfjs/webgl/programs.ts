import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';
import type { StackPlan } from '../../stack.ts';
import { type AdamPrograms, adamPrograms, rowNormsProgram, tallyProgram } from './adam-programs.ts';
import { type Atlas, atlasOf, even } from './atlas.ts';
import { crpsSlopesProgram } from './crps-slopes-program.ts';
import type { HeadShapes } from './head-shapes.ts';
import { gradientColumns, lossProgram } from './loss-program.ts';
import { mixtureProgram } from './mixture-program.ts';
import {
  backwardProgram,
  forwardProgram,
  gatherProgram,
  gradientProgram,
  type NetShapes,
} from './layer-programs.ts';
import { targetColumn } from './table.ts';

export interface NetPrograms {
  readonly atlas: Atlas;
  readonly forward: readonly GPGPUProgram[];
  /** By layer, from the second on: towards its inputs. */
  readonly backward: readonly GPGPUProgram[];
  readonly loss: GPGPUProgram;
  /** By layer. */
  readonly gradients: readonly GPGPUProgram[];
  readonly rowNorms: GPGPUProgram;
  readonly adam: AdamPrograms;
}

/** All programs of a stack's step; made once, because shapes never change while it trains. */
export interface StackPrograms {
  /** Rows of a replicate's batch, even. */
  readonly batch: number;
  readonly gather: GPGPUProgram;
  readonly mixture: GPGPUProgram;
  /** Only for the CRPS. */
  readonly slopes: GPGPUProgram | null;
  readonly nets: readonly NetPrograms[];
  readonly tally: GPGPUProgram;
}

export function stackPrograms(plan: StackPlan): StackPrograms {
  const { layout, activation, dropout, loss, scale, bounds, adam, initial } = plan;
  const replicates = initial.length;
  const batch = even(plan.batchRows);
  const target = targetColumn(plan);
  const head: HeadShapes = {
    components: layout.components,
    nets: layout.nets.length,
    rows: replicates * batch,
    batch,
    targetColumn: target,
    scale,
    bounds,
  };
  const masked = dropout > 0;
  const nets = layout.nets.map((net, n): NetPrograms => {
    const atlas = atlasOf(net);
    const shapes: NetShapes = { atlas, replicates, batch };
    return {
      atlas,
      forward: net.map((_, l) => forwardProgram(shapes, l, activation, masked)),
      backward: net.map((_, l) => backwardProgram(shapes, l, activation, masked)),
      loss: lossProgram(head, loss, n),
      gradients: net.map((_, l) => gradientProgram(shapes, l)),
      rowNorms: rowNormsProgram(atlas, replicates),
      adam: adamPrograms(atlas, replicates, adam),
    };
  });
  return {
    batch,
    gather: gatherProgram(replicates, batch, target + 2),
    mixture: mixtureProgram(head),
    slopes: loss === 'crps' ? crpsSlopesProgram(head) : null,
    nets,
    tally: tallyProgram(
      nets.map(({ atlas }) => atlas),
      replicates,
      batch,
      gradientColumns(head, 0),
    ),
  };
}
