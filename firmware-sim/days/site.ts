/** What surrounds a kit, as far as it shapes what the kit measures. */
export interface Site {
  /** Share of the district's traffic that passes here: 1 on the busiest edge street, about 0.05 inside a Superblock. */
  readonly traffic: number;
  /** Share of the district's evening life on terraces and squares, 0 to 1. */
  readonly people: number;
  /** Indoors: no rain, no wind, damped weather, and breath. */
  readonly indoor?: boolean;
  readonly ailment?: Ailment;
}

/**
 * What is wrong with a kit, as it happens to real ones.
 * `drifting`: its particle sensor reads more from month to month, dust on the photodiode.
 * `silent_particles`: its particle sensor is mute from Thursday to Saturday.
 * `weak_battery`: its battery falls for five days; then nobody hears it for a day.
 */
export type Ailment = 'drifting' | 'silent_particles' | 'weak_battery';
