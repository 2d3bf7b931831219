/** English: notes on periods of a kit, for everybody and for whoever runs it. */
export const EN_ANNOTATIONS = {
  annotations_title: 'Notes of whoever runs this kit',
  annotations_intro: 'Readings of these periods are flagged. Their values stay as they were measured.',
  annotation_barbecue: 'Barbecue or fire nearby',
  annotation_building_site: 'Building site nearby',
  annotation_maintenance: 'Maintenance of the kit',
  annotation_invalid: 'No valid measurement',
  annotation_other: 'Something else',
  annotate_title: 'Notes on periods',
  annotate_intro:
    'A barbecue next door, a building site, the kit on the workbench: say when it was. Readings of the period are flagged at the next check; their values stay as they are.',
  annotate_kind: 'What it was',
  annotate_kind_hint:
    'With maintenance and with no valid measurement the readings count in no index or mean. With the others they count, and are shown as doubtful.',
  annotate_from: 'From',
  annotate_to: 'Until',
  annotate_zone: 'Times of your own zone, {zone}.',
  annotate_note: 'Note',
  annotate_optional: '(optional)',
  annotate_note_hint:
    'One line of at most {n} characters. Everybody can read it: no names of people, no addresses.',
  annotate_save: 'Publish the note',
  annotate_saved: 'The note is public. The readings are flagged at the next check.',
  annotate_removed: 'The note is gone. The flags that it set go at the next check.',
  annotate_remove: 'Remove',
  annotate_remove_what: 'Remove: {what}',
  annotate_standing: 'Notes so far',
  annotate_none: 'Nothing is noted yet.',
  annotate_wrong_order: 'The end must come after the beginning.',
  annotate_wrong_length: 'A note is for a year at most.',
  annotate_full: 'This kit has as many notes as there may be. Remove one first.',
} as const;
