import type { HoldingView } from '../api-types.ts';
import { useCatalogue } from '../hooks/use-catalogue.ts';
import { useSpeech } from '../i18n/speech.ts';

/** One string for phenomenon and channel. */
export function holdingKey({ phenomenon, channel }: Pick<HoldingView, 'phenomenon' | 'channel'>): string {
  return channel === '' ? phenomenon : `${phenomenon}@${channel}`;
}

export interface HoldingSelectProps {
  readonly holdings: readonly HoldingView[];
  readonly chosen: string;
  choose(key: string): void;
}

/** Chooses one of the phenomena that a kit has data of; two sensors of one kind are told apart. */
export function HoldingSelect({ holdings, chosen, choose }: HoldingSelectProps) {
  const { say } = useSpeech();
  const describe = useCatalogue();
  const options = holdings
    .map((holding) => ({
      ...describe(holding.phenomenon),
      key: holdingKey(holding),
      channel: holding.channel,
    }))
    .sort((a, b) => a.rank - b.rank || a.channel.localeCompare(b.channel));
  return (
    <label class="field-inline">
      <span>{say('phenomenon')}</span>
      <select value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map(({ key, name, channel }) => (
          <option key={key} value={key}>
            {channel === '' ? name : `${name} · ${say('channel', { channel })}`}
          </option>
        ))}
      </select>
    </label>
  );
}
