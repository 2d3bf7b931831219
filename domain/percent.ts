/** Text with its percent-encoding undone; undefined where it is no such encoding (RFC 3986, 2.1). */
export function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
