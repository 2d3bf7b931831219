import type { KitView } from '../api-types.ts';
import { useData } from '../hooks/use-data.ts';
import { useSpeech } from '../i18n/speech.ts';

/** Says on every page that some kits are simulated, while there are any. */
export function DemoBanner() {
  const { say } = useSpeech();
  const { value } = useData<{ kits: KitView[] }>('/kits?simulated=only');
  if (value === undefined || value.kits.length === 0) return null;
  return (
    <aside class="demo-banner" aria-label={say('demo')}>
      {say('demo_banner')}
    </aside>
  );
}
