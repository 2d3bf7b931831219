/**
 * The rooms of the house and what each may import, beside itself. `room` allows the whole room, `room/contract` its
 * contract only. `app`, `bench` and `test` know all. The README's picture is generated from this table.
 */
export const ROOMS: Readonly<Record<string, { holds: string; mayImport: readonly string[] }>> = {
  domain: { holds: 'the words and the data: phenomena, units, kits, receipts, errors', mayImport: [] },
  analysis: { holds: 'pure functions on readings and series', mayImport: ['domain'] },
  protocols: { holds: 'one folder per wire format', mayImport: ['domain'] },
  journal: { holds: 'the append-only log on its own thread', mayImport: ['domain'] },
  stores: { holds: 'one folder per reading store', mayImport: ['domain'] },
  registry: { holds: 'kits, credentials, projects, places', mayImport: ['domain'] },
  broker: { holds: 'MQTT: listeners, authentication, topic rules', mayImport: ['domain'] },
  ingest: {
    holds: 'decode, check, journal, acknowledge, commit; receipts; live feed; HTTP doors of kits',
    mayImport: [
      'domain',
      'analysis',
      'journal',
      'protocols/contract',
      'stores/contract',
      'registry/contract',
    ],
  },
  upkeep: {
    holds: 'what runs by the clock: roll-ups, compaction, retention',
    mayImport: ['domain', 'analysis', 'stores/contract', 'registry/contract'],
  },
  'open-data': {
    holds: 'the API, exports and the live stream',
    mayImport: ['domain', 'analysis', 'stores/contract', 'registry/contract'],
  },
  dashboards: { holds: 'the pages', mayImport: ['domain'] },
  'firmware-sim': { holds: 'virtual districts and replay of archives', mayImport: ['domain', 'protocols'] },
};

/** Rooms that may import everything. */
export const OPEN_ROOMS: readonly string[] = ['app', 'bench', 'test'];
