import type { RefusalWords } from './refusals-en.ts';

/** Spanish. */
export const ES_REFUSALS: RefusalWords = {
  not_json: { rule: 'El contenido no es JSON.', right: 'Envía un objeto JSON, por ejemplo {"pm2_5": 12.3}.' },
  wrong_shape: {
    rule: 'El JSON no tiene la forma de este dialecto.',
    right: 'Mira el ejemplo de mensaje en el README del dialecto.',
  },
  empty_message: {
    rule: 'El mensaje no trae ninguna lectura.',
    right: 'Envía al menos una magnitud con un número.',
  },
  not_utf8: { rule: 'El contenido no es texto UTF-8 válido.', right: 'Codifica el contenido en UTF-8.' },
  bad_syntax: {
    rule: 'El texto no sigue la gramática de este dialecto.',
    right: 'Mira el ejemplo de mensaje en el README del dialecto.',
  },
  wrong_type: { rule: 'El valor no es un número.', right: 'Envía un número JSON, sin comillas.' },
  not_finite: {
    rule: 'El número no es finito.',
    right: 'No envíes la magnitud, o envía null, cuando no hay lectura.',
  },
  bad_unit: {
    rule: 'La unidad no se puede convertir a la de la magnitud.',
    right: 'Usa una de las unidades que /api/v1/phenomena da para ella.',
  },
  bad_name: {
    rule: 'El nombre de la magnitud no tiene letras ni cifras, o es demasiado largo.',
    right: 'Usa un identificador de /api/v1/phenomena, o un nombre corto de letras, cifras y _.',
  },
  unknown_alias: {
    rule: 'El valor viene con un número cuyo nombre no se ha anunciado.',
    right: 'Publica un certificado de nacimiento que lo nombre; la plataforma ya ha pedido uno al nodo.',
  },
  too_many_unknown: {
    rule: 'El kit ya tiene 64 magnitudes que el catálogo no conoce.',
    right: 'Usa identificadores de /api/v1/phenomena.',
  },
  too_many_readings: {
    rule: 'El mensaje trae más lecturas de las que caben en uno.',
    right: 'Divídelo en mensajes de 2.500 lecturas como máximo.',
  },
  bad_time: {
    rule: 'La hora no se puede leer.',
    right: 'Envía ISO 8601 (2026-03-01T12:00:00Z), o segundos o milisegundos desde 1970.',
  },
  time_ahead: {
    rule: 'La hora va más de cinco minutos por delante del servidor.',
    right: 'Pon en hora el reloj del kit (NTP) y envía UTC.',
  },
  time_too_old: {
    rule: 'La hora es anterior a 2010.',
    right: 'Pon en hora el reloj del kit (NTP) antes de que mida.',
  },
  conflict: {
    rule: 'La misma lectura ya está guardada con otro valor; vale la primera.',
    right: 'Envía cada medida una sola vez, con su hora.',
  },
  store_refused: {
    rule: 'El almacén de esta casa no admite la lectura.',
    right: 'El kit no puede hacer nada: quien lleva la casa encuentra el motivo en los recibos.',
  },
  foreign_topic: {
    rule: 'El tema es de otro kit o de nadie.',
    right: 'Publica en los temas que `superilla kit show` da para este kit.',
  },
  retained_replay: {
    rule: 'Un mensaje retenido sin hora propia es una repetición, no una lectura nueva.',
    right: 'Publica las lecturas sin la marca de retención, o con su hora.',
  },
  unknown_sender: {
    rule: 'No hay ningún kit registrado con el identificador de este mensaje.',
    right: 'Registra el kit con el identificador que envía su firmware.',
  },
  token_needed: {
    rule: 'Este kit tiene contraseña y no se alimenta nunca sin ella.',
    right: 'Conéctate con el identificador del kit como usuario y su contraseña.',
  },
  unknown_dialect: {
    rule: 'Ningún protocolo reconoce este mensaje.',
    right: 'Publica en kits/<kitId>/readings, o usa un dialecto de protocols/README.md.',
  },
  decoder_failed: {
    rule: 'El descodificador ha fallado; el mensaje se conserva.',
    right: 'Avísanos: es un error de Superilla.',
  },
};
