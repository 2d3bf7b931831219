const FLOOR = [20, 19];
const CEILING = 25;

/** What is wrong with this version of Node, in words; undefined when it will do. Same range as `engines` in package.json. */
export function nodeFault(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < FLOOR[0] || (major === FLOOR[0] && minor < FLOOR[1]);
  if (!old && major < CEILING) return undefined;
  return [
    `Superilla needs Node.js ${FLOOR.join('.')} or newer, below ${CEILING}. This is ${version}.`,
    'Node.js 24 is a good choice: https://nodejs.org/en/download, or `nvm install 24`.',
  ].join('\n');
}
