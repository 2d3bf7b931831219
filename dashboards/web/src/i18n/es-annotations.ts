import type { EN_ANNOTATIONS } from './en-annotations.ts';

/** Castellano: notas sobre periodos de un equipo, para todo el mundo y para quien lo cuida. */
export const ES_ANNOTATIONS: Readonly<Record<keyof typeof EN_ANNOTATIONS, string>> = {
  annotations_title: 'Notas de quien cuida este equipo',
  annotations_intro: 'Las lecturas de estos periodos están marcadas. Los valores se quedan como se midieron.',
  annotation_barbecue: 'Barbacoa o fuego cerca',
  annotation_building_site: 'Obras cerca',
  annotation_maintenance: 'Mantenimiento del equipo',
  annotation_invalid: 'Medida no válida',
  annotation_other: 'Otra cosa',
  annotate_title: 'Notas sobre periodos',
  annotate_intro:
    'Una barbacoa al lado, unas obras, el equipo en el banco de trabajo: di cuándo fue. Las lecturas del periodo se marcan en la próxima comprobación; los valores se quedan como son.',
  annotate_kind: 'Qué fue',
  annotate_kind_hint:
    'Con mantenimiento y con medida no válida, las lecturas no cuentan en ningún índice ni media. Con las demás cuentan, y se muestran como dudosas.',
  annotate_from: 'Desde',
  annotate_to: 'Hasta',
  annotate_zone: 'Horas de tu zona, {zone}.',
  annotate_note: 'Nota',
  annotate_optional: '(opcional)',
  annotate_note_hint:
    'Una línea de {n} caracteres como máximo. Todo el mundo la puede leer: sin nombres de personas ni direcciones.',
  annotate_save: 'Publicar la nota',
  annotate_saved: 'La nota es pública. Las lecturas se marcan en la próxima comprobación.',
  annotate_removed: 'La nota ya no está. Las marcas que puso se quitan en la próxima comprobación.',
  annotate_remove: 'Quitar',
  annotate_remove_what: 'Quitar: {what}',
  annotate_standing: 'Notas hasta ahora',
  annotate_none: 'Todavía no se ha anotado nada.',
  annotate_wrong_order: 'El final tiene que venir después del comienzo.',
  annotate_wrong_length: 'Una nota es para un año como máximo.',
  annotate_full: 'Este equipo ya tiene todas las notas que puede haber. Quita una antes.',
};
