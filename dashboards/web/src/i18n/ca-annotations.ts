import type { EN_ANNOTATIONS } from './en-annotations.ts';

/** Català: notes sobre períodes d’un equip, per a tothom i per a qui el cuida. */
export const CA_ANNOTATIONS: Readonly<Record<keyof typeof EN_ANNOTATIONS, string>> = {
  annotations_title: 'Notes de qui cuida aquest equip',
  annotations_intro:
    'Les lectures d’aquests períodes estan marcades. Els valors es queden tal com es van mesurar.',
  annotation_barbecue: 'Barbacoa o foc a prop',
  annotation_building_site: 'Obres a prop',
  annotation_maintenance: 'Manteniment de l’equip',
  annotation_invalid: 'Mesura no vàlida',
  annotation_other: 'Una altra cosa',
  annotate_title: 'Notes sobre períodes',
  annotate_intro:
    'Una barbacoa al costat, unes obres, l’equip damunt del banc de treball: digues quan va ser. Les lectures del període es marquen a la pròxima comprovació; els valors es queden com són.',
  annotate_kind: 'Què va ser',
  annotate_kind_hint:
    'Amb manteniment i amb mesura no vàlida, les lectures no compten en cap índex ni mitjana. Amb les altres compten, i es mostren com a dubtoses.',
  annotate_from: 'Des de',
  annotate_to: 'Fins a',
  annotate_zone: 'Hores de la teva zona, {zone}.',
  annotate_note: 'Nota',
  annotate_optional: '(opcional)',
  annotate_note_hint:
    'Una línia de {n} caràcters com a màxim. Tothom la pot llegir: sense noms de persones ni adreces.',
  annotate_save: 'Publica la nota',
  annotate_saved: 'La nota és pública. Les lectures es marquen a la pròxima comprovació.',
  annotate_removed: 'La nota ja no hi és. Les marques que va posar es treuen a la pròxima comprovació.',
  annotate_remove: 'Treu',
  annotate_remove_what: 'Treu: {what}',
  annotate_standing: 'Notes fins ara',
  annotate_none: 'Encara no s’ha anotat res.',
  annotate_wrong_order: 'El final ha de venir després del començament.',
  annotate_wrong_length: 'Una nota és per a un any com a màxim.',
  annotate_full: 'Aquest equip ja té totes les notes que hi poden haver. Treu-ne una abans.',
};
