/** A tile of the map of units: percentages of the map's width and height, its area by the unit's weight. */
export interface Tile<T> {
  of: T;
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The worst relation of sides that a strip of these areas has along a side of this length. */
function worst(areas: readonly number[], side: number): number {
  const sum = areas.reduce((total, area) => total + area, 0);
  return Math.max(...areas.map((area) => Math.max((side * side * area) / (sum * sum), (sum * sum) / (side * side * area))));
}

/**
 * Lays tiles out as nearly square as they will go (squarified treemap), largest first.
 * @param ratio width of the map over its height
 * @param weightOf above 0
 */
export function tilesOf<T>(units: readonly T[], weightOf: (unit: T) => number, ratio = 1): Tile<T>[] {
  const sorted = [...units].sort((a, b) => weightOf(b) - weightOf(a));
  const total = sorted.reduce((sum, unit) => sum + weightOf(unit), 0);
  const areaOf = (unit: T) => (weightOf(unit) / total) * ratio * 100 * 100;
  const tiles: Tile<T>[] = [];
  let free: Area = { left: 0, top: 0, width: ratio * 100, height: 100 };
  for (let from = 0; from < sorted.length; ) {
    const side = Math.min(free.width, free.height);
    const strip = sorted.slice(from, from + 1);
    for (let next = sorted[from + strip.length]; next !== undefined; next = sorted[from + strip.length]) {
      const areas = strip.map(areaOf);
      if (worst([...areas, areaOf(next)], side) > worst(areas, side)) break;
      strip.push(next);
    }
    free = put(strip, strip.map(areaOf), free, tiles);
    from += strip.length;
  }
  return tiles.map((tile) => ({ ...tile, left: tile.left / ratio, width: tile.width / ratio }));
}

/** Puts a strip along the shorter side of what is free. @returns what is free then */
function put<T>(strip: readonly T[], areas: readonly number[], free: Area, tiles: Tile<T>[]): Area {
  const sum = areas.reduce((total, area) => total + area, 0);
  const upright = free.width >= free.height;
  const thickness = sum / (upright ? free.height : free.width);
  let along = upright ? free.top : free.left;
  strip.forEach((of, index) => {
    const length = (areas[index] ?? 0) / thickness;
    tiles.push(upright ? { of, left: free.left, top: along, width: thickness, height: length } : { of, left: along, top: free.top, width: length, height: thickness });
    along += length;
  });
  return upright
    ? { ...free, left: free.left + thickness, width: free.width - thickness }
    : { ...free, top: free.top + thickness, height: free.height - thickness };
}
