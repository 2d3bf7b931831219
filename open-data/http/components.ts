interface Document {
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

function refs(value: unknown, into: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) refs(one, into);
  else if (typeof value === 'object' && value !== null)
    for (const [key, child] of Object.entries(value)) {
      if (key === '$ref' && typeof child === 'string') into.add(child.slice(child.lastIndexOf('/') + 1));
      else refs(child, into);
    }
}

/** The document without the schemas that nothing refers to (every named one comes in an input and an output form). */
export function referredOnly<T extends object>(document: T): T {
  const { components, ...rest } = document as Document;
  const all = components?.schemas ?? {};
  const kept = new Set<string>();
  refs(rest, kept);
  // A Set is walked in order of arrival: names found on the way are walked too.
  for (const name of kept) refs(all[name], kept);
  const schemas = Object.fromEntries(Object.entries(all).filter(([name]) => kept.has(name)));
  return { ...document, components: { ...components, schemas } };
}
