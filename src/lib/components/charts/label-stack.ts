/**
 * Places for labels that want to stand at given heights and must not overlap: as near as they can, in
 * the same order, within [top, bottom]. All in CSS px, measured to the middle of a label.
 *
 * @param wanted heights in any order
 * @param line height of one label; where all do not fit, they are set closer, evenly
 * @returns places in the order of `wanted`
 */
export function stackLabels(
  wanted: readonly number[],
  line: number,
  top: number,
  bottom: number,
): number[] {
  const room = Math.max(0, bottom - top);
  const gap = wanted.length > 1 ? Math.min(line, room / (wanted.length - 1)) : line;
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b] || a - b);
  // Labels that would overlap form a block, centred on the mean of what its members want.
  const blocks: { sum: number; members: number[] }[] = [];
  const start = ({ sum, members }: { sum: number; members: number[] }) => {
    const extent = gap * (members.length - 1);
    const centred = sum / members.length - extent / 2;
    return Math.max(top, Math.min(bottom - extent, centred));
  };
  for (const index of order) {
    let block = { sum: wanted[index], members: [index] };
    let last = blocks.at(-1);
    while (last && start(block) < start(last) + gap * last.members.length) {
      blocks.pop();
      block = { sum: last.sum + block.sum, members: [...last.members, ...block.members] };
      last = blocks.at(-1);
    }
    blocks.push(block);
  }
  const places = new Array<number>(wanted.length);
  for (const block of blocks) {
    block.members.forEach((index, i) => (places[index] = start(block) + gap * i));
  }
  return places;
}
