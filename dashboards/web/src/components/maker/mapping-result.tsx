import { useSpeech } from '../../i18n/speech.ts';
import { failureWords } from '../failed.tsx';
import { MessagePreview } from './message-preview.tsx';
import type { Tried } from './use-preview.ts';

/** What is wrong with a document in words, the server's own in English; empty for nothing. */
function useFaults({ broken, failure, answer }: Tried): { words: readonly string[]; foreign: boolean } {
  const speech = useSpeech();
  if (broken !== undefined)
    return { words: [speech.say('mapping_not_json', { words: broken })], foreign: false };
  if (failure?.kind === 'problem' && failure.status === 400)
    return { words: [failure.detail], foreign: true };
  if (failure !== undefined) return { words: [failureWords(failure, speech)], foreign: false };
  return { words: answer?.faults ?? [], foreign: true };
}

/** What a document makes of the last messages, or what is wrong with it. */
export function MappingResult({ tried }: { tried: Tried }) {
  const { say, count } = useSpeech();
  const { words, foreign } = useFaults(tried);
  const messages = words.length > 0 ? undefined : tried.answer?.messages;
  const found = messages?.reduce((sum, one) => sum + one.found.length, 0) ?? 0;
  return (
    <div id="mapping-result">
      <div role="status">
        {words.length > 0 && (
          <ul class="notice notice-wrong faults" lang={foreign ? 'en' : undefined}>
            {words.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        )}
        {messages?.length === 0 && <p class="quiet">{say('mapping_no_messages')}</p>}
        {messages !== undefined && messages.length > 0 && (
          <p class={found === 0 ? 'notice notice-wrong' : 'notice'}>
            {found === 0
              ? say('mapping_finds_nothing')
              : say('mapping_fine', { words: count('mapping_values', found) })}
          </p>
        )}
      </div>
      {messages !== undefined && messages.length > 0 && (
        <>
          <h4>{say('mapping_preview')}</h4>
          <ol class="messages">
            {messages.map((message) => (
              <MessagePreview
                key={`${message.received} ${message.topic} ${message.text}`}
                message={message}
              />
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
