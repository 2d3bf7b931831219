import { useEffect, useRef } from 'preact/hooks';
import { formatNumber, spanWords, withUnit } from '../format.ts';
import type { Described } from '../hooks/use-catalogue.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSpeech } from '../i18n/speech.ts';
import type { KitRow } from '../kit-rows.ts';
import { Age } from './age.tsx';
import { SimulatedBadge } from './badge.tsx';
import { IndexLine } from './kit-index/index-line.tsx';
import { OfficialBadge } from './official-badge.tsx';
import { Swatch } from './swatch.tsx';

function Value({ row, phenomenon }: { row: KitRow; phenomenon: Described }) {
  const { say, lang } = useSpeech();
  const now = useNow();
  const { reading, band, silent } = row;
  if (reading === undefined) return <p>{say('never_heard')}</p>;
  const number = withUnit(formatNumber(reading.value, phenomenon.decimals, lang), phenomenon.unitLabel);
  const span = spanWords(now - Date.parse(reading.time), lang);
  return (
    <>
      <p class="panel-words">
        {band && <Swatch band={band} />}
        {silent ? say('no_data_for', { span }) : band && say(band.word)}
      </p>
      <p>
        {phenomenon.name}: <strong>{number}</strong>, <Age time={reading.time} />
      </p>
    </>
  );
}

export interface KitPanelProps {
  readonly row: KitRow;
  readonly phenomenon: Described;
  close(): void;
}

/** What the map says of the kit chosen. It takes the focus when it opens; Escape closes it. */
export function KitPanel({ row, phenomenon, close }: KitPanelProps) {
  const { say } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  const { kit } = row;
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, [kit.id]);
  return (
    <section
      class="panel"
      aria-labelledby="panel-title"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <button type="button" class="panel-close" aria-label={say('close')} onClick={close}>
        ×
      </button>
      <h2 id="panel-title" ref={heading} tabIndex={-1}>
        {kit.name} {kit.official && <OfficialBadge />} {kit.simulated && <SimulatedBadge />}
      </h2>
      <Value row={row} phenomenon={phenomenon} />
      <IndexLine key={kit.id} kit={kit.id} />
      {kit.places.length > 0 && <p class="quiet">{kit.places.map(({ name }) => name).join(' · ')}</p>}
      <p>
        <a class="button" href={`/kits/${kit.id}`}>
          {say('open_kit')}
        </a>
      </p>
    </section>
  );
}
