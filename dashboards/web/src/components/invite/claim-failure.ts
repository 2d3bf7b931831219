import type { Failure } from '../../api.ts';
import type { Speech } from '../../i18n/speech.ts';
import { failureWords } from '../failed.tsx';

/** Why an invitation or a claim did not go, in the maker's language. */
export function claimFailureWords(failure: Failure, speech: Speech): string {
  if (failure.kind === 'problem') {
    if (failure.code === 'invitation_used') return speech.say('invite_used');
    if (failure.code === 'invitation_expired') return speech.say('invite_expired');
    if (failure.status === 404) return speech.say('invite_unknown');
  }
  return failureWords(failure, speech);
}
