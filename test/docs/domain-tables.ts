import { FLAGS } from '../../domain/flags.ts';
import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import type { Conversion, Phenomenon } from '../../domain/phenomena/phenomenon.ts';
import { PROBLEMS } from '../../domain/problem.ts';
import { CLUSTERS } from '../../domain/reference/clusters.ts';
import { KIT_MODELS } from '../../domain/reference/kit-models.ts';
import { STRATEGIES } from '../../domain/reference/strategies.ts';
import { REFUSALS } from '../../domain/refusal-catalogue.ts';
import { code, table } from './table.ts';

/** Every refusal: what becomes of it, its rule and its remedy. */
export function refusals(): string {
  return table(
    ['Code', 'What becomes of it', 'Rule', 'What would be right'],
    Object.entries(REFUSALS).map(([id, { fate, rule, right }]) => [code(id), fate, rule, right]),
  );
}

/** Every problem of the API. */
export function problems(): string {
  return table(
    ['Code', 'Status', 'Title'],
    Object.entries(PROBLEMS).map(([id, { status, title }]) => [code(id), String(status), title]),
  );
}

function factor(conversion: Conversion): string {
  if ('shift' in conversion) return `× 10^${conversion.shift}`;
  const { before = 0, factor: by } = conversion;
  const times = `× ${Number(by.toPrecision(6))}`;
  if (before === 0) return times;
  return by === 1 ? `${before}` : `(${before}) ${times}`;
}

function accepted({ accepts }: Phenomenon): string {
  return Object.entries(accepts)
    .map(([unit, conversion]) => `${code(unit)} ${factor(conversion)}`)
    .join(', ');
}

/** Every phenomenon of one group. */
export function phenomena(group: Phenomenon['group']): string {
  return table(
    [
      'Id',
      'Català',
      'Castellano',
      'English',
      'Unit',
      'Also understood',
      'Plausible',
      'Averaged',
      'Definition',
    ],
    PHENOMENA.filter((p) => p.group === group).map((p) => [
      code(p.id),
      p.names.ca,
      p.names.es,
      p.names.en,
      p.unitLabel === '' ? code(p.unit) : `${p.unitLabel} (${code(p.unit)})`,
      accepted(p),
      `${p.plausible[0]} to ${p.plausible[1]}`,
      p.averaging,
      p.definition === undefined ? '' : `<${p.definition}>`,
    ]),
  );
}

/** Every flag and its bit. */
export function flags(): string {
  return table(
    ['Bit', 'Flag'],
    Object.entries(FLAGS).map(([word, bit]) => [String(Math.log2(bit)), code(word)]),
  );
}

/** The six clusters and who led them. */
export function clusters(): string {
  return table(
    ['Id', 'Català', 'Castellano', 'English', 'Lead'],
    CLUSTERS.map(({ id, names, lead }) => [code(id), names.ca, names.es, names.en, lead.name]),
  );
}

/** The eleven city strategies. */
export function strategies(): string {
  return table(
    ['Id', 'Català', 'Castellano', 'English'],
    STRATEGIES.map(({ id, names }) => [code(id), names.ca, names.es, names.en]),
  );
}

/** The blueprints kits are built from. */
export function kitModels(): string {
  return table(
    ['Id', 'Name', 'Maker', 'Dialect', 'Firmware', 'Sensors', 'Phenomena', 'Hardware licence', 'Source'],
    KIT_MODELS.map((m) => [
      code(m.id),
      m.name,
      m.maker,
      code(m.dialect),
      m.firmware,
      m.sensors.map((sensor) => sensor.part).join(', '),
      m.phenomena.map(code).join(' '),
      m.licence ?? '',
      `<${m.source}>`,
    ]),
  );
}
