import { type Problem, type ProblemCode, problem } from '../../domain/problem.ts';
import type { Obstacle } from '../../registry/contract.ts';

const CODES: Readonly<Record<Obstacle['obstacle'], ProblemCode>> = {
  exists: 'already_exists',
  not_found: 'not_found',
  in_use: 'in_use',
  unknown_reference: 'invalid_parameter',
  used: 'invitation_used',
  expired: 'invitation_expired',
  full: 'full',
};

/** Whether a change met an obstacle. */
export function isObstacle(result: unknown): result is Obstacle {
  return typeof result === 'object' && result !== null && 'obstacle' in result;
}

/** The problem that an obstacle is answered as; it names the field at fault. */
export function obstacleProblem({ obstacle, field, words }: Obstacle): Problem {
  const code = CODES[obstacle];
  return problem(code, code === 'invalid_parameter' ? `body field "${field}": ${words}` : words);
}
