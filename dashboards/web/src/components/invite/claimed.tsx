import { useEffect, useRef } from 'preact/hooks';
import type { ClaimAnswer } from '../../api-types.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { Copyable } from './copyable.tsx';
import { Listening } from './listening.tsx';

/** The settings entry that is a command to try, as dialects over MQTT give it. */
const COMMAND = /^(mosquitto_pub|curl) /;

function Credentials({ credentials }: Pick<ClaimAnswer, 'credentials'>) {
  const { say } = useSpeech();
  if (credentials === null) return <p class="notice">{say('claimed_open')}</p>;
  return (
    <>
      <p class="notice notice-once">{say('claimed_once')}</p>
      <Copyable name={say('username')} text={credentials.username} />
      <Copyable name={say('password')} text={credentials.password} />
    </>
  );
}

function Settings({ settings }: Pick<ClaimAnswer, 'settings'>) {
  const { say } = useSpeech();
  const lines = settings.filter(({ value }) => !COMMAND.test(value));
  const command = settings.find(({ value }) => COMMAND.test(value));
  return (
    <>
      {lines.length > 0 && (
        <>
          <h2>{say('settings_title')}</h2>
          <p>{say('settings_intro')}</p>
          {lines.map(({ name, value }) => (
            <Copyable key={name} name={name} text={value} />
          ))}
        </>
      )}
      {command !== undefined && (
        <>
          <h2>{say('test_title')}</h2>
          <Copyable name={say('test_intro')} text={command.value} block />
        </>
      )}
    </>
  );
}

/** After the claim: credentials, once; settings; and whether the kit was heard. */
export function Claimed({ answer }: { answer: ClaimAnswer }) {
  const { say } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {say('claimed_title', { name: answer.kit.name })}
      </h1>
      <div class="columns">
        <section class="card">
          <Credentials credentials={answer.credentials} />
          <Settings settings={answer.settings} />
        </section>
        <Listening answer={answer} />
      </div>
    </>
  );
}
