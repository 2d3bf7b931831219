/** A part of a document that is generated: it stands between `<!-- begin:marker -->` and `<!-- end:marker -->`. */
export interface Section {
  /** Path from the project root. */
  readonly file: string;
  readonly marker: string;
  /** The Markdown that must stand there. */
  readonly render: () => string;
}

function bounds({ marker }: Section): [begin: string, end: string] {
  return [`<!-- begin:${marker} -->\n`, `<!-- end:${marker} -->`];
}

/** What stands between a section's markers in `text`; undefined where a marker is missing. */
export function held(section: Section, text: string): string | undefined {
  const [begin, end] = bounds(section);
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  return from < 0 || to < 0 ? undefined : text.slice(from + begin.length, to).trim();
}

/** `text` with the section rendered anew. Throws where a marker is missing. */
export function renewed(section: Section, text: string): string {
  const [begin, end] = bounds(section);
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`${section.file} lacks the markers of “${section.marker}”`);
  return `${text.slice(0, from + begin.length)}\n${section.render().trim()}\n\n${text.slice(to)}`;
}
