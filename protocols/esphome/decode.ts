import type { Envelope } from '../../domain/envelope.ts';
import { textOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { numberInText, putMeasured } from '../measured.ts';
import { silent, Tray, UNTIMED, unreadable } from '../tray.ts';
import { announcedAt, withConfig } from './memory.ts';
import { customaryUnit, meaningOf } from './naming.ts';
import { esphomeTopic } from './topic.ts';

function decodeConfig(key: string, { payload }: Envelope, context: DecodeContext): Decoded {
  const configured = withConfig(context.state, key, payload);
  if ('fault' in configured) return unreadable({ code: configured.fault, path: '' });
  return configured.state === undefined ? silent() : { ...silent(), state: configured.state };
}

function decodeValue(name: string, { topic, payload }: Envelope, context: DecodeContext): Decoded {
  const text = textOf(payload);
  if (text === undefined) return unreadable({ code: 'not_utf8', path: '' });
  const announced = announcedAt(context.state, topic);
  const tray = new Tray(context);
  const value = numberInText(tray, text, name);
  if (value !== undefined) {
    const { phenomenon, channel } = meaningOf(name, announced?.deviceClass);
    const unit = announced?.unit;
    putMeasured(tray, {
      ...{ phenomenon, channel, value, unit, customary: customaryUnit(phenomenon) },
      ...{ when: UNTIMED, path: name },
    });
  }
  return tray.result();
}

/** Reads values of sensors, with the units that discovery announced. Logs, births and other components hold no readings. */
export function decodeEsphome(envelope: Envelope, context: DecodeContext): Decoded {
  const at = esphomeTopic(envelope.topic);
  if (at === undefined) return unreadable({ code: 'wrong_shape', path: '' });
  if (at.kind === 'sensor-config') return decodeConfig(at.key, envelope, context);
  return at.kind === 'value' ? decodeValue(at.name, envelope, context) : silent();
}
