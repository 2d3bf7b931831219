/** Whether an MQTT topic matches a filter: `+` stands for one level, a last `#` for any number of them, none included [MQTT-4.7.1-2]. */
export function matchesFilter(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (let at = 0; at < wanted.length; at++) {
    if (wanted[at] === '#') return true;
    if (at >= levels.length || (wanted[at] !== '+' && wanted[at] !== levels[at])) return false;
  }
  return wanted.length === levels.length;
}

/** Whether a filter is an exact topic. */
export function isExact(filter: string): boolean {
  return !filter.includes('+') && !filter.includes('#');
}
