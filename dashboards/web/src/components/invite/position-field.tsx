import { useState } from 'preact/hooks';
import { PRECISIONS, type Precision, publishedPosition } from '../../../../../domain/grid.ts';
import { type Draft, positionOf } from '../../claim.ts';
import { formatNumber } from '../../format.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { Choice } from './choice.tsx';
import type { FieldProps } from './field-props.ts';
import { PositionMap } from './position-map.tsx';
import { TextField } from './text-field.tsx';

function Published({ draft }: { draft: Draft }) {
  const { say, lang } = useSpeech();
  const position = positionOf(draft);
  if (position === undefined) return <p class="hint">{say('cell_none')}</p>;
  const { lat, lon } = publishedPosition(position, draft.precision);
  const shown = { lat: lat.toFixed(5), lon: lon.toFixed(5), metres: formatNumber(draft.precision, 0, lang) };
  return <p class="published">{say(draft.precision === 0 ? 'cell_exact' : 'cell_shown', shown)}</p>;
}

function MyPosition({ set }: Pick<FieldProps, 'set'>) {
  const { say } = useSpeech();
  const [failed, setFailed] = useState(false);
  const locate = () => {
    setFailed(false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => set({ lat: coords.latitude.toFixed(6), lon: coords.longitude.toFixed(6) }),
      () => setFailed(true),
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  };
  return (
    <>
      <button type="button" onClick={locate}>
        {say('use_my_position')}
      </button>
      <button type="button" onClick={() => set({ lat: '', lon: '' })}>
        {say('clear_position')}
      </button>
      <p role="status" class="hint">
        {failed ? say('my_position_failed') : ''}
      </p>
    </>
  );
}

function PrecisionField({ draft, set }: FieldProps) {
  const { say } = useSpeech();
  const options = PRECISIONS.map((metres) => ({
    value: String(metres),
    words: say(`precision_${metres}`),
    hint: say(`precision_${metres}_hint`),
  }));
  return (
    <Choice
      name="precision"
      legend={say('field_precision')}
      options={options}
      chosen={String(draft.precision)}
      choose={(value) => set({ precision: Number(value) as Precision })}
    />
  );
}

/** Where the kit is, and how exactly the public sees it. */
export function PositionField({ draft, set, wrong }: FieldProps) {
  const { say } = useSpeech();
  const pick = ({ lat, lon }: { lat: number; lon: number }) => set({ lat: String(lat), lon: String(lon) });
  return (
    <fieldset class="group">
      <legend>
        {say('field_position')} <span class="quiet">({say('optional')})</span>
      </legend>
      <p class="hint">{say('field_position_hint')}</p>
      <PositionMap position={positionOf(draft)} precision={draft.precision} pick={pick} />
      <div class="pair">
        <TextField
          id="lat"
          label={say('field_lat')}
          value={draft.lat}
          input={(lat) => set({ lat })}
          wrong={wrong('lat')}
          decimal
        />
        <TextField
          id="lon"
          label={say('field_lon')}
          value={draft.lon}
          input={(lon) => set({ lon })}
          decimal
        />
      </div>
      <div class="tools">
        <MyPosition set={set} />
      </div>
      <PrecisionField draft={draft} set={set} wrong={wrong} />
      <Published draft={draft} />
    </fieldset>
  );
}
