/** A room of the house: `kit`, `flows/monitor`, `house`, `web`... Undefined: the file stands in no room. */
export function roomOf(path: string): string | undefined {
  if (path === 'src/house.ts') return 'house';
  const [top, floor, room, inside] = path.split('/');
  if (top === 'web' || top === 'test') return top;
  if (top !== 'src' || !floor || !room) return undefined;
  if (['vendors', 'flows', 'doors'].includes(floor)) return inside ? `${floor}/${room}` : undefined;
  return [
    'kit',
    'config',
    'contracts',
    'store',
    'queue',
    'gateway',
    'house',
    'bin',
    'sandbox',
    'bench',
    'eval',
  ].includes(floor)
    ? floor
    : undefined;
}

/** `flows/monitor` is on the floor `flows`; a room without neighbours is its own floor. */
export const floorOf = (room: string): string => room.split('/')[0] ?? room;
