import { buildServer, buildWeb } from './build.mjs';
import { ensureInstalled, linkCommand } from './install.mjs';
import { nodeFault } from './node-version.mjs';
import { ensureTestTools } from './test-tools.mjs';

/**
 * Brings the checkout up to date and says so line by line on stderr; quick and silent where nothing is stale.
 * Gives false, after saying why, when it cannot. `lenient`: a failed build is only said.
 */
export function prepare({ build = false, test = false, lenient = false } = {}) {
  const fault = nodeFault(process.versions.node);
  if (fault !== undefined) {
    console.error(fault);
    return false;
  }
  if (!ensureInstalled()) return false;
  linkCommand();
  if (test) ensureTestTools();
  return !build || (buildServer() && buildWeb()) || lenient;
}
