/** What the documentation says is asked of who writes. */
export const SECURITY = [{ administrator: [] }];
