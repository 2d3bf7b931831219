import { POBLENOU } from '../../firmware-sim/district/poblenou.ts';
import { runDistrict } from '../../firmware-sim/runner/runner.ts';
import type { DemoSwitch } from '../admin-door.ts';
import type { Addresses } from '../api-ports.ts';
import type { House } from '../house.ts';
import { eraseKit } from '../removal.ts';
import { settleIn } from './settle-in.ts';

/**
 * The demonstration district: runs while no real kit is registered, ends for good when the first one is,
 * and leaves nothing behind when it is switched off.
 */
export class Demonstration implements DemoSwitch {
  private readonly house: House;
  private readonly addresses: Addresses;
  private running: { abort: AbortController; ended: Promise<void> } | undefined;

  constructor(house: House, addresses: Addresses) {
    this.house = house;
    this.addresses = addresses;
  }

  /** Starts it where it is wanted: the registry has no real kit and nobody switched it off. */
  async begin(): Promise<void> {
    const { config, registry } = this.house;
    registry.onChange((event) => {
      if (event.type === 'kit_added' && registry.kit(event.kit)?.simulated === false) void this.stop();
    });
    if (config.SUPERILLA_DEMO && registry.setting('demo') !== 'off' && !this.hasRealKits())
      await this.start();
  }

  state(): string {
    return this.running === undefined ? 'off' : 'on';
  }

  /** On starts it beside whatever is registered; off removes its kits, their readings, its projects and places. */
  async set(on: boolean): Promise<void> {
    if (on) {
      if (this.running === undefined) await this.start();
      return;
    }
    await this.stop();
    await removeSimulated(this.house);
  }

  /** Ends the sending; what was sent stays. */
  async stop(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    running?.abort.abort();
    await running?.ended;
  }

  private hasRealKits(): boolean {
    return this.house.registry.kits().some((kit) => !kit.simulated);
  }

  private async start(): Promise<void> {
    const { house, addresses } = this;
    const { district, credentials } = await settleIn(house, POBLENOU);
    const abort = new AbortController();
    const loopback = (host: string) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);
    const ended = runDistrict({
      district,
      http: `http://${loopback(house.config.SUPERILLA_HOST)}:${addresses.httpPort}`,
      mqttHost: loopback(house.config.SUPERILLA_HOST),
      mqttPort: addresses.mqttPort,
      credentials,
      signal: abort.signal,
      log: house.log,
    }).catch((error: unknown) => house.log.error({ err: error }, 'the demonstration ended'));
    this.running = { abort, ended };
  }
}

/** Removes everything simulated: kits and their readings, then projects, organisations and places of the demonstration. */
export async function removeSimulated(house: House): Promise<void> {
  const { registry } = house;
  for (const kit of registry.kits().filter((k) => k.simulated)) {
    await registry.remove(kit.id);
    await eraseKit(house, kit.id);
  }
  const organisations = new Set<string>();
  for (const project of registry.projects.all().filter((p) => p.simulated)) {
    for (const id of project.organisations) organisations.add(id);
    await registry.projects.remove(project.id);
  }
  for (const id of organisations) await registry.organisations.remove(id);
  for (const place of registry.places.all().filter((p) => p.simulated))
    await registry.places.remove(place.id);
}
