import { isBad } from '../chart/flag-spans.ts';
import { useSpeech } from '../i18n/speech.ts';
import type { ChartProps } from './chart.tsx';

/** What the lines, bands and marks of a chart stand for; only those that are drawn. */
export function ChartKey({ rows, flags, layers }: ChartProps) {
  const { say } = useSpeech();
  const isRaw = layers !== 'corrected';
  const hasSpread = rows.some(({ p10 }) => p10 !== undefined);
  const keys = [
    isRaw && ({ look: 'key-mean', word: 'key_mean' } as const),
    layers !== 'raw' && ({ look: 'key-corrected', word: 'key_corrected' } as const),
    isRaw && ({ look: 'key-range', word: 'key_range' } as const),
    isRaw && hasSpread && ({ look: 'key-spread', word: 'key_spread' } as const),
    flags.some((span) => !isBad(span)) && ({ look: 'key-suspect', word: 'key_suspect', sign: '△' } as const),
    flags.some(isBad) && ({ look: 'key-bad', word: 'key_bad', sign: '✕' } as const),
  ].filter((key) => key !== false);
  return (
    <ul class="chart-key">
      {keys.map((key) => (
        <li key={key.word}>
          <span class={`key ${key.look}`} aria-hidden="true">
            {'sign' in key ? key.sign : ''}
          </span>
          {say(key.word)}
        </li>
      ))}
    </ul>
  );
}
