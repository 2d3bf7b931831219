/** One representation on offer: its name in `format=` and its media types. */
export interface Offer<F extends string> {
  readonly format: F;
  readonly types: readonly string[];
}

interface Range {
  readonly type: string;
  readonly q: number;
}

/** The media ranges of an Accept header, most wanted first; those with q=0 are left out (RFC 9110, 12.5.1). */
function ranges(accept: string): Range[] {
  return accept
    .slice(0, 2000)
    .split(',')
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
      const q = parameters.find((parameter) => parameter.startsWith('q='));
      const weight = q === undefined ? 1 : Number(q.slice(2));
      return { type, q: Number.isFinite(weight) ? weight : 1 };
    })
    .filter(({ type, q }) => type !== '' && q > 0)
    .sort((a, b) => b.q - a.q);
}

function fits(range: string, type: string): boolean {
  return range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));
}

/**
 * The format to answer in: the one wanted most that is on offer. Without a header, for anything at all and for a
 * browser's text/html it is the first offer. Undefined where nothing fits.
 */
export function negotiate<F extends string>(
  accept: string | undefined,
  offers: readonly [Offer<F>, ...Offer<F>[]],
): F | undefined {
  if (accept === undefined || accept.trim() === '') return offers[0].format;
  for (const { type } of ranges(accept)) {
    if (type === '*/*' || type === 'text/html' || type === 'application/xhtml+xml') return offers[0].format;
    const offer = offers.find(({ types }) => types.some((offered) => fits(type, offered)));
    if (offer !== undefined) return offer.format;
  }
  return undefined;
}
