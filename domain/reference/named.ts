import { z } from 'zod';

const text = z.string().min(1).max(120);

/** A name in the languages the platform speaks. */
export const namesSchema = z.object({ ca: text, es: text, en: text });
