import type { Names } from '../../domain/phenomena/phenomenon.ts';

/** What is to be said beside levels of kits. */
export const NOISE_NOTES = {
  indicative: {
    ca: 'Orientatiu: cap equip no és un sonòmetre de classe 1 o 2, i un Lden legal és de tot un any.',
    es: 'Orientativo: ningún equipo es un sonómetro de clase 1 o 2, y un Lden legal es de todo un año.',
    en: 'Indicative: no kit is a class 1 or 2 sound level meter, and a legal Lden is of a whole year.',
  },
  events: {
    ca: 'Els episodis es busquen en els nivells equivalents de cada interval, que amaguen sorolls curts: n’hi pot haver més.',
    es: 'Los episodios se buscan en los niveles equivalentes de cada intervalo, que ocultan ruidos cortos: puede haber más.',
    en: 'Events are looked for in the equivalent levels of the kit’s intervals, which hide short sounds: there may be more.',
  },
} as const satisfies Readonly<Record<string, Names>>;
