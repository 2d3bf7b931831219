import { useEffect, useState } from 'preact/hooks';
import type { UiConfig } from '../api-types.ts';

async function load(): Promise<UiConfig> {
  const response = await fetch('/ui-config.json');
  const json = response.headers.get('content-type')?.includes('json') === true;
  return response.ok && json ? ((await response.json()) as UiConfig) : { tiles: null };
}

/** What the operator configured for the pages. A server without it means: no tiles. */
export function useUiConfig(): UiConfig {
  const [config, setConfig] = useState<UiConfig>({ tiles: null });
  useEffect(() => {
    load().then(
      (loaded) => {
        if (loaded.tiles !== null) setConfig(loaded);
      },
      () => undefined,
    );
  }, []);
  return config;
}
