import type { Position } from '../../domain/geo.ts';
import { kitFieldsSchema } from '../../domain/kit.ts';
import { KIT_MODELS } from '../../domain/reference/kit-models.ts';
import { BELIEVABLE } from '../days/believable.ts';
import type { Site } from '../days/site.ts';
import type { VirtualKit } from './district.ts';
import { at } from './streets.ts';

const QUIET = 'demo-carrers-tranquils';
const SCHOOL = 'demo-aire-escola';
const ROOF = 'demo-construim-el-temps';

/** How much of the district's traffic and evening life is where. */
const EDGE = { traffic: 1, people: 0.15 };
const STREET = { traffic: 0.6, people: 0.2 };
const INSIDE = { traffic: 0.05, people: 0.35 };
const SQUARE = { traffic: 0.03, people: 0.8 };
const COURTYARD = { traffic: 0.02, people: 0.1 };

interface Sketch {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly project: string;
  readonly position: Position;
  readonly site: Site;
  /** What the firmware of the model sends for its id. */
  readonly externalId?: string;
  /** Sensors a maker added. */
  readonly extra?: readonly string[];
}

/** What a kit of that model reads, with what its maker added, of all that can be simulated. */
function measures(model: string, extra: readonly string[]): readonly string[] {
  const stock = KIT_MODELS.find(({ id }) => id === model)?.phenomena ?? [];
  return [...stock, ...extra].filter((id) => BELIEVABLE.includes(id));
}

function kit({ id, site, extra = [], ...given }: Sketch): VirtualKit {
  const dialect = KIT_MODELS.find((model) => model.id === given.model)?.dialect ?? 'native';
  const fields = kitFieldsSchema.parse({
    ...given,
    dialect,
    description: 'A kit of the demonstration: it does not exist, and its readings are computed.',
    steward: 'The demonstration',
    exposure: site.indoor === true ? 'indoor' : 'outdoor',
    timeZone: 'Europe/Madrid',
    licence: 'CC0-1.0',
  });
  return { id: `demo-${id}`, fields, site, measures: measures(given.model, extra) };
}

const sck = (externalId: string) => ({ model: 'smart-citizen-2-1', externalId });
const rohr = (externalId: string) => ({ model: 'airrohr-sds011-bme280', externalId });
const dnms = (externalId: string) => ({ model: 'airrohr-dnms', externalId });
const diy = { model: 'esp-diy' };
const box = { model: 'sensebox-home' };
const gradient = { model: 'airgradient-open-air' };
const NOISE = ['noise_laeq'];

/** Twenty-one kits in three dialects: around the Superblock, inside it, on the way to school and on a roof. */
export const KITS: readonly VirtualKit[] = [
  kit({
    id: 'pallars-badajoz',
    name: 'Pallars amb Badajoz',
    ...sck('d3a001'),
    project: QUIET,
    position: at(0.1, 0),
    site: EDGE,
  }),
  kit({
    id: 'pallars-llacuna',
    name: 'Pallars amb Llacuna',
    ...rohr('9101201'),
    project: QUIET,
    position: at(2.9, 0),
    site: EDGE,
  }),
  kit({
    id: 'badajoz-sancho',
    name: 'Badajoz amb Sancho de Ávila',
    ...diy,
    project: QUIET,
    position: at(0, 2.1),
    site: STREET,
    extra: [...NOISE, 'no2'],
  }),
  kit({
    id: 'tanger-granada',
    name: 'Tànger amb Ciutat de Granada',
    ...sck('d3a002'),
    project: QUIET,
    position: at(1.1, 3),
    site: EDGE,
  }),
  kit({
    id: 'llacuna-almogavers',
    name: 'Llacuna amb Almogàvers',
    ...rohr('9101202'),
    project: QUIET,
    position: at(3, 1.1),
    site: STREET,
  }),
  kit({
    id: 'llacuna-soroll',
    name: 'Llacuna, soroll',
    ...dnms('9101203'),
    project: QUIET,
    position: at(3, 1.9),
    site: STREET,
  }),
  kit({
    id: 'placa-almogavers',
    name: 'Plaça d’Almogàvers amb Roc Boronat',
    ...sck('d3a003'),
    project: QUIET,
    position: at(2, 1),
    site: SQUARE,
  }),
  kit({
    id: 'almogavers-116',
    name: 'Almogàvers, balcó',
    ...diy,
    project: QUIET,
    position: at(1.4, 1),
    site: INSIDE,
    extra: [...NOISE, 'no2'],
  }),
  kit({
    id: 'sancho-granada',
    name: 'Sancho de Ávila amb Ciutat de Granada',
    ...sck('d3a004'),
    project: QUIET,
    position: at(1, 2),
    site: INSIDE,
  }),
  kit({
    id: 'roc-boronat-soroll',
    name: 'Roc Boronat, soroll',
    ...dnms('9101204'),
    project: QUIET,
    position: at(2, 1.6),
    site: INSIDE,
  }),
  kit({
    id: 'pati-interior',
    name: 'Pati interior d’illa',
    ...box,
    project: QUIET,
    position: at(1.5, 1.5),
    site: COURTYARD,
  }),
  kit({
    id: 'sancho-roc-boronat',
    name: 'Sancho de Ávila amb Roc Boronat',
    ...rohr('9101205'),
    project: QUIET,
    position: at(2, 2.05),
    site: INSIDE,
  }),
  kit({
    id: 'escola-porta',
    name: 'Porta de l’escola',
    ...sck('d3a005'),
    project: SCHOOL,
    position: at(3.4, 0.6),
    site: { traffic: 0.35, people: 0.5 },
  }),
  kit({
    id: 'escola-aula',
    name: 'Aula de ciències',
    model: 'airgradient-one',
    project: SCHOOL,
    position: at(3.5, 0.5),
    site: { traffic: 0.2, people: 0.2, indoor: true },
    extra: NOISE,
  }),
  kit({
    id: 'escola-pati',
    name: 'Pati de l’escola',
    ...box,
    project: SCHOOL,
    position: at(3.5, 0.7),
    site: { traffic: 0.1, people: 0.6 },
  }),
  kit({
    id: 'cami-pallars',
    name: 'Camí escolar, Pallars',
    ...gradient,
    project: SCHOOL,
    position: at(4.2, 0),
    site: EDGE,
  }),
  kit({
    id: 'cami-bilbao',
    name: 'Camí escolar, Bilbao',
    ...sck('d3a006'),
    project: SCHOOL,
    position: at('bilbao', 0.4),
    site: { ...STREET, ailment: 'weak_battery' },
  }),
  kit({
    id: 'terrat-estacio',
    name: 'Terrat, estació',
    ...diy,
    project: ROOF,
    position: at(-0.5, -1),
    site: { traffic: 0.3, people: 0.1 },
    extra: ['wind_speed', 'wind_direction', 'uv_index', 'battery_voltage'],
  }),
  kit({
    id: 'terrat-net',
    name: 'Terrat, SDS011 net',
    ...diy,
    project: ROOF,
    position: at(-0.49, -1),
    site: { traffic: 0.3, people: 0.1 },
  }),
  kit({
    id: 'terrat-brut',
    name: 'Terrat, SDS011 brut',
    ...diy,
    project: ROOF,
    position: at(-0.51, -1),
    site: { traffic: 0.3, people: 0.1, ailment: 'drifting' },
  }),
  kit({
    id: 'avila-mut',
    name: 'Àvila, sensor a reparar',
    ...diy,
    project: ROOF,
    position: at('avila', -0.6),
    site: { ...STREET, ailment: 'silent_particles' },
    extra: NOISE,
  }),
];
