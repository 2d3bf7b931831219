import { EAQI_2024, EAQI_BEFORE_2024 } from './european-scales.ts';
import { US_AQI_2024 } from './us-scale.ts';

/** Every index that is computed, in the order they are shown; the first is the one in force here. */
export const AIR_SCALES = [EAQI_2024, EAQI_BEFORE_2024, US_AQI_2024] as const;
export type AirScaleId = (typeof AIR_SCALES)[number]['id'];
