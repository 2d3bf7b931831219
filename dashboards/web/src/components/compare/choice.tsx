import type { KitView } from '../../api-types.ts';
import { useCatalogue } from '../../hooks/use-catalogue.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { type Asked, commonOf, dayBeside, metresBetween, stationsBeside } from './asked.ts';
import { distanceText } from './numbers.ts';

interface ChoiceProps {
  readonly asked: Asked;
  readonly kits: readonly KitView[];
  choose(asked: Asked): void;
}

function Select({
  name,
  value,
  options,
  choose,
}: {
  name: 'kit' | 'station' | 'phenomenon';
  value: string;
  options: readonly { readonly id: string; readonly label: string }[];
  choose(value: string): void;
}) {
  const { say } = useSpeech();
  const label = name === 'phenomenon' ? say('phenomenon') : say(`compare_${name}`);
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {value === '' && <option value="">{say('compare_choose')}</option>}
        {options.map(({ id, label: words }) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function Day({ name, value, choose }: { name: 'from' | 'to'; value: string; choose(day: string): void }) {
  const { say } = useSpeech();
  return (
    <label class="field">
      <span>{say(`compare_${name}`)}</span>
      <input type="date" value={value} onChange={({ currentTarget }) => choose(currentTarget.value)} />
    </label>
  );
}

/** What is compared: kit, station, phenomenon and period. `choose` hears of each change. */
export function Choice({ asked, kits, choose }: ChoiceProps) {
  const { say, lang } = useSpeech();
  const describe = useCatalogue();
  const kit = kits.find(({ id }) => id === asked.kit);
  const station = kits.find(({ id }) => id === asked.station);
  const go = (change: Partial<Asked>) => choose({ ...asked, ...change });
  const named = ({ id, name }: KitView) => ({ id, label: name });
  const beside = stationsBeside(kit, kits).map((one) => {
    const metres = metresBetween(kit, one);
    const far =
      metres === undefined ? '' : ` (${say('compare_metres', { far: distanceText(metres, lang) })})`;
    return { id: one.id, label: `${one.name}${far}` };
  });
  const common = commonOf(kit, station).map((id) => ({ id, label: describe(id).name }));
  return (
    <form class="tools" aria-label={say('compare_choice')} onSubmit={(event) => event.preventDefault()}>
      <Select
        name="kit"
        value={asked.kit}
        options={kits.filter(({ official }) => !official).map(named)}
        choose={(id) => go({ kit: id, station: '', phenomenon: '' })}
      />
      <Select
        name="station"
        value={asked.station}
        options={beside}
        choose={(id) => go({ station: id, phenomenon: '' })}
      />
      <Select
        name="phenomenon"
        value={asked.phenomenon}
        options={common}
        choose={(phenomenon) => go({ phenomenon })}
      />
      <Day name="from" value={asked.from.slice(0, 10)} choose={(from) => go({ from })} />
      <Day name="to" value={dayBeside(asked.to, -1)} choose={(day) => go({ to: dayBeside(day, 1) })} />
      <p class="hint">{say('compare_period_hint')}</p>
    </form>
  );
}
