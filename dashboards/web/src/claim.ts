import type { Position } from '../../../domain/geo.ts';
import type { Precision } from '../../../domain/grid.ts';
import type { KitFields, Licence } from '../../../domain/kit.ts';
import type { KitModel } from './api-types.ts';
import type { WordKey } from './i18n/words.ts';

/** The maker's form as it is filled in; coordinates as text, since they may be half written. */
export interface Draft {
  readonly name: string;
  /** Id of a model; empty for an own design. */
  readonly model: string;
  /** What an own design speaks. */
  readonly dialect: string;
  readonly externalId: string;
  /** Whether the kit goes without a password; undefined while the maker leaves it to the model. */
  readonly open: boolean | undefined;
  readonly lat: string;
  readonly lon: string;
  readonly precision: Precision;
  readonly exposure: KitFields['exposure'];
  readonly licence: Licence;
  readonly steward: string;
}

export const EMPTY_DRAFT: Draft = {
  name: '',
  model: '',
  dialect: 'native',
  externalId: '',
  open: undefined,
  lat: '',
  lon: '',
  precision: 50,
  exposure: 'outdoor',
  licence: 'CC-BY-4.0',
  steward: '',
};

/** A field that is not as it should be, and the sentence that says so. */
export interface Wrong {
  readonly field: 'name' | 'externalId' | 'lat';
  readonly word: WordKey;
}

function coordinate(text: string, limit: number): number | undefined {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && Math.abs(value) <= limit ? value : undefined;
}

/** The position written in the form; undefined while it is empty or wrong. A decimal comma is understood. */
export function positionOf({ lat, lon }: Pick<Draft, 'lat' | 'lon'>): Position | undefined {
  const position = { lat: coordinate(lat, 90), lon: coordinate(lon, 180) };
  if (position.lat === undefined || position.lon === undefined) return undefined;
  return { lat: position.lat, lon: position.lon };
}

/** Dialects whose own firmware has no setting for user name and password: the shell of Smart Citizen kits. */
const UNSIGNED: readonly string[] = ['smart-citizen'];

/** The dialect the kit speaks: its model's, or the one chosen for an own design. */
export function dialectOf(draft: Pick<Draft, 'dialect'>, model: KitModel | undefined): string {
  return model?.dialect ?? draft.dialect;
}

/** Whether the kit's own firmware cannot send a password. */
export function cannotSign(draft: Pick<Draft, 'dialect'>, model: KitModel | undefined): boolean {
  return UNSIGNED.includes(dialectOf(draft, model));
}

/** Whether the kit goes without a password: as the maker says, else as its firmware needs; never through a closed door. */
export function isOpen(draft: Draft, model: KitModel | undefined, openDialects: readonly string[]): boolean {
  return openDialects.includes(dialectOf(draft, model)) && (draft.open ?? cannotSign(draft, model));
}

/** Whether kits of a model are told apart by an identifier that their firmware sends: all but the native dialect do. */
export function needsExternalId(model: KitModel | undefined): boolean {
  return model !== undefined && model.dialect !== 'native';
}

/** Whether the kit may have such an identifier: firmware of an own design may send the kit's id in its place. */
export function takesExternalId(draft: Pick<Draft, 'dialect'>, model: KitModel | undefined): boolean {
  return dialectOf(draft, model) !== 'native';
}

/** What must be put right before the form is sent, in the form's order. */
export function wrongIn(draft: Draft, model: KitModel | undefined): Wrong[] {
  const wrong: Wrong[] = [];
  const name = draft.name.trim();
  if (name === '' || name.length > 80) wrong.push({ field: 'name', word: 'wrong_name' });
  if (needsExternalId(model) && draft.externalId.trim() === '')
    wrong.push({ field: 'externalId', word: 'wrong_external_id' });
  const empty = draft.lat.trim() === '' && draft.lon.trim() === '';
  if (!empty && positionOf(draft) === undefined) wrong.push({ field: 'lat', word: 'wrong_position' });
  return wrong;
}

/** The body of the claim. */
export function claimBody(
  draft: Draft,
  model: KitModel | undefined,
  openDialects: readonly string[],
): Partial<KitFields> & { open: boolean } {
  const position = positionOf(draft);
  const { precision, exposure, licence } = draft;
  const externalId = takesExternalId(draft, model) ? draft.externalId.trim() : '';
  return {
    name: draft.name.trim(),
    precision,
    exposure,
    licence,
    open: isOpen(draft, model, openDialects),
    steward: draft.steward.trim(),
    dialect: dialectOf(draft, model),
    ...(model !== undefined && { model: model.id }),
    ...(externalId !== '' && { externalId }),
    ...(position !== undefined && { position }),
  };
}
