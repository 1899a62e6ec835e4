/**
 * The one-to-one pairs of rows and columns with the greatest sum (Hungarian method, with potentials); cubic, which
 * for the dozens of items of a meeting is nothing.
 */
export function matchBest(gains: readonly (readonly number[])[]): [row: number, column: number][] {
  const rows = gains.length;
  const columns = gains[0]?.length ?? 0;
  if (rows === 0 || columns === 0) return [];
  const size = Math.max(rows, columns);
  const cost = (row: number, column: number) => -(gains[row - 1]?.[column - 1] ?? 0);
  const ofRow = new Float64Array(size + 1);
  const ofColumn = new Float64Array(size + 1);
  /** Column to its row, 0 for none; the way back along which pairs are exchanged. */
  const rowOf = new Int32Array(size + 1);
  const way = new Int32Array(size + 1);
  const at = (list: Float64Array | Int32Array, index: number): number => list[index] ?? 0;
  for (let row = 1; row <= size; row++) {
    rowOf[0] = row;
    let column = 0;
    const least = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
    const used = new Uint8Array(size + 1);
    do {
      used[column] = 1;
      const current = at(rowOf, column);
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let other = 1; other <= size; other++) {
        if (used[other]) continue;
        const reduced = cost(current, other) - at(ofRow, current) - at(ofColumn, other);
        if (reduced < at(least, other)) {
          least[other] = reduced;
          way[other] = column;
        }
        if (at(least, other) < delta) {
          delta = at(least, other);
          next = other;
        }
      }
      for (let other = 0; other <= size; other++) {
        if (used[other]) {
          const paired = at(rowOf, other);
          ofRow[paired] = at(ofRow, paired) + delta;
          ofColumn[other] = at(ofColumn, other) - delta;
        } else least[other] = at(least, other) - delta;
      }
      column = next;
    } while (at(rowOf, column) !== 0);
    while (column !== 0) {
      const previous = at(way, column);
      rowOf[column] = at(rowOf, previous);
      column = previous;
    }
  }
  const pairs: [number, number][] = [];
  for (let column = 1; column <= columns; column++) {
    const row = at(rowOf, column);
    if (row >= 1 && row <= rows) pairs.push([row - 1, column - 1]);
  }
  return pairs;
}
