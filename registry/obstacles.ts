import type { Obstacle } from './contract.ts';

/** An obstacle, in words for the one who asked. */
export function obstacle(kind: Obstacle['obstacle'], field: string, words: string): Obstacle {
  return { obstacle: kind, field, words };
}

/** Whether a change met an obstacle. */
export function isObstacle(result: unknown): result is Obstacle {
  return typeof result === 'object' && result !== null && 'obstacle' in result;
}

/** Nothing has that id. */
export function notFound(what: string, id: string): Obstacle {
  return obstacle('not_found', 'id', `There is no ${what} “${id}”.`);
}
