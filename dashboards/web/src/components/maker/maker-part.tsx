import { useState } from 'preact/hooks';
import type { Maker, Unlocked } from '../../hooks/use-maker.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { Failed } from '../failed.tsx';
import { SecretForm } from '../secret-form.tsx';
import { AnnotationsPart } from './annotations-part.tsx';
import { KitSettings } from './kit-settings.tsx';
import { MappingPart } from './mapping-part.tsx';
import { NamesPart } from './names-part.tsx';
import { RedecodePart } from './redecode-part.tsx';
import { UploadPart } from './upload-part.tsx';

function isUnlocked(maker: Maker): maker is Unlocked {
  return maker.credentials !== undefined && maker.setup !== undefined;
}

function Parts({ maker }: { maker: Unlocked }) {
  const { say } = useSpeech();
  // What was saved changes what the other parts show of the last messages.
  const [round, setRound] = useState(0);
  const saved = () => setRound((n) => n + 1);
  return (
    <>
      <p>
        <button type="button" onClick={maker.lock}>
          {say('maker_lock')}
        </button>
      </p>
      <NamesPart maker={maker} round={round} saved={saved} />
      <MappingPart maker={maker} saved={saved} />
      <AnnotationsPart maker={maker} />
      <RedecodePart maker={maker} />
      <UploadPart maker={maker} />
      <KitSettings setup={maker.setup} />
    </>
  );
}

/** For whoever built the kit: what its messages mean, how they are read, older readings, settings. */
export function MakerPart({ maker }: { maker: Maker }) {
  const { say } = useSpeech();
  const { wrong, asking, failure, unlock, retry } = maker;
  return (
    <section class="card maker" aria-labelledby="maker-title">
      <h2 id="maker-title">{say('maker_title')}</h2>
      {failure !== undefined && <Failed failure={failure} retry={retry} />}
      {isUnlocked(maker) ? (
        <Parts maker={maker} />
      ) : (
        <>
          <p>{say('maker_intro')}</p>
          <SecretForm
            id="maker-token"
            label={say('maker_token')}
            hint={say('maker_token_hint')}
            wrong={wrong ? say('maker_wrong_token') : undefined}
            busy={asking}
            give={unlock}
          />
        </>
      )}
    </section>
  );
}
