import { useSpeech } from '../../i18n/speech.ts';

/** Where a reader goes on from a kit: the comparison with an official station, and how its figures come about. */
export function TrustLinks({ kit, comparable }: { kit: string; comparable: boolean }) {
  const { say } = useSpeech();
  return (
    <p class="trust-links">
      {comparable && <a href={`/compare?${new URLSearchParams({ kit })}`}>{say('compare_link')}</a>}
      <a href="/method">{say('method_link')}</a>
    </p>
  );
}
