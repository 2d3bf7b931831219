import { z } from 'zod';
import { calibrationsSchema } from '../../domain/calibration.ts';
import { idSchema } from '../../domain/kit.ts';
import { problem } from '../../domain/problem.ts';
import type { App } from '../http/app.ts';
import { calibrationViewSchema } from '../schemas/kit.ts';
import { answers } from '../schemas/problem.ts';
import { idParams } from '../schemas/query.ts';
import { MAKER_SECURITY } from './maker-bar.ts';
import { isObstacle, obstacleProblem } from './obstacles.ts';
import type { Writing } from './registered.ts';

/** Bytes of one document. */
const LIMIT = 64 * 1024;

const answerSchema = z.object({ kit: idSchema, calibrations: z.array(calibrationViewSchema) });

/** `PUT /kits/{id}/calibrations` */
export function calibrationsRoute(app: App, { ports: { registry } }: Writing): void {
  app.put(
    '/kits/:id/calibrations',
    {
      bodyLimit: LIMIT,
      schema: {
        tags: ['makers'],
        security: MAKER_SECURITY,
        summary: 'Says how the sensors of a kit were calibrated; null takes that back',
        description:
          'All calibrations of the kit, in place of those before. Public, with their reports. Raw values stay; corrected ones are shown beside them.',
        params: idParams,
        body: calibrationsSchema.nullable(),
        response: answers(answerSchema),
      },
    },
    async (request) => {
      const { params, body } = request;
      if (registry.kit(params.id)?.official === true)
        return problem(
          'invalid_parameter',
          `"${params.id}" is an official station: its values are its network’s and are not corrected.`,
        );
      const calibrations = body === null || body.length === 0 ? undefined : body;
      const kit = await registry.update(params.id, { calibrations });
      if (isObstacle(kit)) return obstacleProblem(kit);
      return { kit: kit.id, calibrations: [...(kit.calibrations ?? [])] };
    },
  );
}
