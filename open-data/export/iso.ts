const DAY = 86_400_000;

const TWO = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
const THREE = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'));

/**
 * A writer of `Date.prototype.toISOString` that is several times faster on times in order: it remembers the day
 * and the last time. One per export; it is not shared.
 */
export function isoWriter(): (ms: number) => string {
  let day = Number.NaN;
  let dayText = '';
  let last = Number.NaN;
  let lastText = '';
  return (ms) => {
    if (ms === last) return lastText;
    const its = Math.floor(ms / DAY);
    if (its !== day) {
      const text = new Date(its * DAY).toISOString();
      day = its;
      dayText = text.slice(0, text.indexOf('T') + 1);
    }
    const rest = ms - its * DAY;
    const seconds = Math.floor(rest / 1000);
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    last = ms;
    lastText = `${dayText}${TWO[hours]}:${TWO[minutes - hours * 60]}:${TWO[seconds - minutes * 60]}.${THREE[rest - seconds * 1000]}Z`;
    return lastText;
  };
}
