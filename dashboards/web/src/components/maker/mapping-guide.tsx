import { useSpeech } from '../../i18n/speech.ts';
import { Fact } from '../facts.tsx';

/** What may stand in a mapping, key by key. */
export function MappingGuide() {
  const { say } = useSpeech();
  const keys = ['format', 'values', 'at', 'time', 'topic', 'decimal'] as const;
  return (
    <details>
      <summary>{say('mapping_guide')}</summary>
      <dl class="facts">
        {keys.map((key) => (
          <Fact key={key} name={key}>
            {say(`guide_${key}`, { kit: '{kit}', id: '{id}' })}
          </Fact>
        ))}
      </dl>
    </details>
  );
}
