/** Why a test was skipped, in words: a program that is not here and that its file or name mentions, or what else it needs. */
export function skipReason({ file, name }, missing) {
  const text = `${file} ${name}`;
  if (/SUPERILLA_LONG/.test(name)) return 'a long one: set SUPERILLA_LONG=1';
  const tool = missing.find(({ mentions }) => mentions.test(file) || mentions.test(name));
  if (tool !== undefined) return `${tool.name} is not installed`;
  if (/\.\.\/shared|shared (?:data|sample)/i.test(text)) return 'the shared sample data are not here';
  return 'what it needs is not on this machine; its file says what';
}
