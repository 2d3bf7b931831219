import type { Organisation, Place, Project } from '../domain/project.ts';
import { Administrator } from './administrator.ts';
import { Annotations } from './annotations.ts';
import type { Registry } from './contract.ts';
import { Core, type Log } from './core.ts';
import { openDatabase } from './database.ts';
import { DialectStates } from './dialect-states.ts';
import { HourMarkTable } from './hour-marks.ts';
import { Invitations } from './invitations.ts';
import { Kits } from './kits.ts';
import { Names } from './names.ts';
import { obstacle } from './obstacles.ts';
import { organisationKind } from './organisations.ts';
import { placeKind } from './places.ts';
import { projectKind } from './projects.ts';
import { Quarantine } from './quarantine.ts';
import { Settings } from './settings.ts';
import { TableShelf } from './shelf.ts';
import { Tokens } from './tokens.ts';

/** How often what is too old leaves the quarantine when nothing else happens, ms. */
const HOURLY = 3_600_000;

/** How often it is looked whether a token that rotating left has had its time, ms. */
const MINUTELY = 60_000;

/** What a registry needs to open. */
export interface RegistryOptions {
  /** The SQLite file; made when absent. Its folder must exist. */
  readonly path: string;
  /** UTC ms; the machine's clock when absent. */
  readonly now?: () => number;
  readonly log?: Log;
}

interface Parts {
  readonly core: Core;
  readonly kits: Kits;
  readonly tokens: Tokens;
  readonly names: Names;
  readonly states: DialectStates;
  readonly annotations: Annotations;
  readonly projects: TableShelf<Project>;
  readonly organisations: TableShelf<Organisation>;
  readonly places: TableShelf<Place>;
  readonly invitations: Invitations;
  readonly administrator: Administrator;
  readonly quarantine: Quarantine;
  readonly settings: Settings;
}

async function load(core: Core): Promise<Parts> {
  const tokens = await Tokens.load(core);
  const invitations = await Invitations.load(core);
  const organisations: TableShelf<Organisation> = await TableShelf.load(
    core,
    organisationKind((id) => {
      const project = projects.all().find((one) => one.organisations.includes(id));
      return project && `The project “${project.id}”`;
    }),
  );
  const projects: TableShelf<Project> = await TableShelf.load(
    core,
    projectKind({
      organisationExists: (id) => organisations.get(id) !== undefined,
      usedBy: (id) => {
        const kit = kits.all().find((one) => one.project === id);
        if (kit !== undefined) return `The kit “${kit.id}”`;
        return invitations.waitsFor(id) ? 'An invitation' : undefined;
      },
    }),
  );
  const kits: Kits = await Kits.load(core, tokens, (id) => projects.get(id) !== undefined);
  return {
    ...{ core, kits, tokens, projects, organisations, invitations },
    names: await Names.load(core, (id) => kits.get(id) !== undefined),
    states: await DialectStates.load(core),
    annotations: await Annotations.load(core, (id) => kits.get(id) !== undefined),
    places: await TableShelf.load(core, placeKind()),
    administrator: await Administrator.load(core),
    quarantine: new Quarantine(core),
    settings: await Settings.load(core),
  };
}

function kitMethods({ core, kits, tokens, names, states, annotations }: Parts) {
  return {
    kits: () => kits.all(),
    kit: (id) => kits.get(id),
    kitByExternalId: (dialect, externalId) => kits.byExternalId(dialect, externalId),
    kitsBehind: (gateway) => kits.behind(gateway),
    register: (fields, options) => core.change(() => kits.register(fields, options)),
    update: (id, change) => core.change(() => kits.update(id, change)),
    remove: (id) =>
      core.change(async () => {
        const removed = await kits.remove(id);
        if (removed === true) {
          names.forget(id);
          states.forget(id);
          annotations.forget(id);
        }
        return removed;
      }),
    toErase: () => kits.toErase(),
    erased: (id) => core.change(() => kits.erased(id)),
    authenticate: (kit, token) => tokens.match(kit, token),
    kitOfToken: (token) => {
      const kit = tokens.kitOf(token);
      return kit === undefined ? undefined : kits.get(kit);
    },
    hasToken: (kit) => tokens.has(kit),
    rotate: (kit, overlapMs = 0) => core.change(() => kits.rotate(kit, overlapMs)),
    revoke: (kit) => core.change(() => kits.revoke(kit)),
    admitName: (kit, namespaced) => names.admit(kit, namespaced),
    dialectState: (kit, dialect) => states.get(kit, dialect),
    keepDialectStates: (given) => core.change(() => states.keep(given, (kit) => kits.get(kit) !== undefined)),
    annotations: (kit) => annotations.of(kit),
    annotate: (kit, given) => core.change(() => annotations.add(kit, given)),
    removeAnnotation: (kit, id) => core.change(() => annotations.remove(kit, id)),
  } satisfies Partial<Registry>;
}

function invitationMethods({ core, kits, projects, invitations }: Parts) {
  return {
    invite: (given) =>
      core.change(async () => {
        const { project } = given;
        if (project !== undefined && projects.get(project) === undefined)
          return obstacle('unknown_reference', 'project', `There is no project “${project}”.`);
        return invitations.invite(given);
      }),
    invitation: (token) => invitations.find(token),
    claim: (token, fields, { open = false } = {}) =>
      core.change(() => invitations.claim(token, { fields, open }, kits)),
  } satisfies Partial<Registry>;
}

function houseMethods({ core, administrator, quarantine, settings }: Parts) {
  return {
    createAdministrator: () => core.change(() => administrator.create()),
    isAdministrator: (token) => administrator.is(token),
    quarantine: (records) => core.change(() => quarantine.add(records)),
    quarantined: (limit) => quarantine.newest(limit),
    quarantinedSenders: () => quarantine.senders(),
    quarantinedOf: (key) => quarantine.of(key),
    unquarantine: (seqs) => core.change(() => quarantine.release(seqs)),
    setting: (key) => settings.get(key),
    setSetting: (key, value) => core.change(() => settings.set(key, value)),
    onChange: (listener) => core.listen(listener),
  } satisfies Partial<Registry>;
}

/** Opens the registry: everything is read into memory, and the tables are brought up to date. */
export async function openRegistry(options: RegistryOptions): Promise<Registry> {
  const now = options.now ?? Date.now;
  const core = new Core({ db: await openDatabase(options.path, now()), now, log: options.log });
  const parts = await load(core);
  await parts.quarantine.expire();
  const timer = setInterval(() => {
    core
      .change(() => parts.quarantine.expire())
      .catch((err) => core.log?.warn({ err }, 'quarantine not swept'));
  }, HOURLY).unref();
  const minutes = setInterval(() => {
    core
      .change(() => parts.kits.expireTokens())
      .catch((err) => core.log?.warn({ err }, 'older tokens not swept'));
  }, MINUTELY).unref();
  return {
    ...kitMethods(parts),
    ...invitationMethods(parts),
    ...houseMethods(parts),
    hourMarks: new HourMarkTable(core),
    projects: parts.projects,
    organisations: parts.organisations,
    places: parts.places,
    close: async () => {
      clearInterval(timer);
      clearInterval(minutes);
      await parts.names.flush();
      await core.db.destroy();
    },
  };
}
