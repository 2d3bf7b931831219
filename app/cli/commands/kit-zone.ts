import { InvalidArgumentError } from 'commander';
import { kitFieldsSchema } from '../../../domain/kit.ts';

/** An IANA zone as it was given; wrong ones end the command line with words. */
export function zoneOf(text: string): string {
  if (kitFieldsSchema.shape.timeZone.safeParse(text).success) return text;
  throw new InvalidArgumentError('An IANA time zone such as Europe/Madrid.');
}
