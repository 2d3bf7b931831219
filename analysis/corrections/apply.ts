import type { Method, Piece } from './correction.ts';

function pieceAt(piece: Piece, raw: number, humidity: number): number {
  return piece.offset + piece.perRaw * raw + piece.perRawSquared * raw ** 2 + piece.perHumidity * humidity;
}

/** The piece in force at a raw value, or the two that it lies between, mixed by how far it is from the one to the other. */
function blended(pieces: readonly Piece[], raw: number, humidity: number): number | undefined {
  const at = pieces.findIndex(({ to }) => to === null || raw < to);
  const [before, next] = [pieces[at - 1], pieces[at]];
  if (next === undefined) return undefined;
  const left = before?.to ?? null;
  if (before === undefined || left === null || raw >= next.from) return pieceAt(next, raw, humidity);
  const share = (raw - left) / (next.from - left);
  return share * pieceAt(next, raw, humidity) + (1 - share) * pieceAt(before, raw, humidity);
}

/** Whether a method cannot do without relative humidity. */
export function wantsHumidity({ kind }: Method): boolean {
  return kind === 'piecewise' || kind === 'koehler';
}

/** The factor by which water in the particles raises what is measured: C = 1 + (κ/density) / (1/aw − 1), aw = RH/100. */
export function growthFactor(kappa: number, density: number, humidity: number): number {
  return 1 + kappa / density / (100 / humidity - 1);
}

/**
 * A raw value corrected (own unit), at a relative humidity in % (held within 0 to 100) where the method wants one.
 * Undefined where the method corrects nothing, lacks humidity, or comes to no finite number.
 */
export function corrected(method: Method, raw: number, humidity: number | undefined): number | undefined {
  if (method.kind === 'trend_only') return undefined;
  if (method.kind === 'linear') return finite(method.offset + method.slope * raw);
  if (humidity === undefined) return undefined;
  const held = Math.min(100, Math.max(0, humidity));
  if (method.kind === 'koehler')
    return finite(raw / growthFactor(method.kappa, method.density, Math.min(held, method.humidityCap)));
  const value = blended(method.pieces, raw, held);
  return value === undefined ? undefined : finite(Math.max(method.least, value));
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
