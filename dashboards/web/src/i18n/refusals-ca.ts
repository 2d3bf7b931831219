import type { RefusalWords } from './refusals-en.ts';

/** Catalan. */
export const CA_REFUSALS: RefusalWords = {
  not_json: {
    rule: 'El contingut no és JSON.',
    right: 'Envia un objecte JSON, per exemple {"pm2_5": 12.3}.',
  },
  wrong_shape: {
    rule: 'El JSON no té la forma d’aquest dialecte.',
    right: 'Mira l’exemple de missatge al README del dialecte.',
  },
  empty_message: {
    rule: 'El missatge no porta cap lectura.',
    right: 'Envia almenys una magnitud amb un nombre.',
  },
  not_utf8: { rule: 'El contingut no és text UTF-8 vàlid.', right: 'Codifica el contingut en UTF-8.' },
  bad_syntax: {
    rule: 'El text no segueix la gramàtica d’aquest dialecte.',
    right: 'Mira l’exemple de missatge al README del dialecte.',
  },
  wrong_type: { rule: 'El valor no és un nombre.', right: 'Envia un nombre JSON, sense cometes.' },
  not_finite: {
    rule: 'El nombre no és finit.',
    right: 'No enviïs la magnitud, o envia null, quan no hi ha lectura.',
  },
  bad_unit: {
    rule: 'La unitat no es pot convertir a la de la magnitud.',
    right: 'Fes servir una de les unitats que /api/v1/phenomena en dona.',
  },
  bad_name: {
    rule: 'El nom de la magnitud no té cap lletra ni xifra, o és massa llarg.',
    right: 'Fes servir un identificador de /api/v1/phenomena, o un nom curt de lletres, xifres i _.',
  },
  unknown_alias: {
    rule: 'El valor ve amb un número del qual no s’ha anunciat el nom.',
    right: 'Publica un certificat de naixement que l’anomeni; la plataforma ja n’ha demanat un al node.',
  },
  too_many_unknown: {
    rule: 'El kit ja té 64 magnituds que el catàleg no coneix.',
    right: 'Fes servir identificadors de /api/v1/phenomena.',
  },
  too_many_readings: {
    rule: 'El missatge porta més lectures de les que en caben en un.',
    right: 'Parteix-lo en missatges de 2.500 lectures com a màxim.',
  },
  bad_time: {
    rule: 'L’hora no es pot llegir.',
    right: 'Envia ISO 8601 (2026-03-01T12:00:00Z), o segons o mil·lisegons des del 1970.',
  },
  time_ahead: {
    rule: 'L’hora va més de cinc minuts per davant del servidor.',
    right: 'Posa en hora el rellotge del kit (NTP) i envia UTC.',
  },
  time_too_old: {
    rule: 'L’hora és anterior al 2010.',
    right: 'Posa en hora el rellotge del kit (NTP) abans que mesuri.',
  },
  conflict: {
    rule: 'La mateixa lectura ja està desada amb un altre valor; val la primera.',
    right: 'Envia cada mesura un sol cop, amb la seva hora.',
  },
  store_refused: {
    rule: 'El magatzem d’aquesta casa no admet la lectura.',
    right: 'El kit no hi pot fer res: qui porta la casa en troba el motiu als rebuts.',
  },
  foreign_topic: {
    rule: 'El tema és d’un altre kit o de ningú.',
    right: 'Publica als temes que `superilla kit show` dona per a aquest kit.',
  },
  retained_replay: {
    rule: 'Un missatge retingut sense hora pròpia és una repetició, no una lectura nova.',
    right: 'Publica les lectures sense la marca de retenció, o amb la seva hora.',
  },
  unknown_sender: {
    rule: 'No hi ha cap kit registrat amb l’identificador d’aquest missatge.',
    right: 'Registra el kit amb l’identificador que envia el seu microprogramari.',
  },
  token_needed: {
    rule: 'Aquest kit té contrasenya i no s’alimenta mai sense.',
    right: 'Connecta’t amb l’identificador del kit com a usuari i la seva contrasenya.',
  },
  unknown_dialect: {
    rule: 'Cap protocol no reconeix aquest missatge.',
    right: 'Publica a kits/<kitId>/readings, o fes servir un dialecte de protocols/README.md.',
  },
  decoder_failed: {
    rule: 'El descodificador ha fallat; el missatge es conserva.',
    right: 'Avisa’ns: és un error de Superilla.',
  },
};
