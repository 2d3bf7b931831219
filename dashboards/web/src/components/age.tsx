import { absoluteTime, ageWords } from '../format.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSpeech } from '../i18n/speech.ts';

/** How long ago a time was, with the exact time on hover. `time` is RFC 3339. */
export function Age({ time }: { time: string }) {
  const { lang } = useSpeech();
  const now = useNow();
  const ms = Date.parse(time);
  return (
    <time dateTime={time} title={absoluteTime(ms, lang)}>
      {ageWords(now - ms, lang)}
    </time>
  );
}
