/** The words around packages of evidence. */
export const evidenceMessages = {
  evidence: {
    title: 'Export evidence',
    period: 'From {{from}} to {{to}}, as the page shows it now.',
    first: 'the first entry',
    last: 'now',
    narrowed: 'Only what the filters of this page show',
    provesAll:
      'The package proves that every entry of this time is in it and that none was left out.',
    provesSome:
      'The package proves that each entry in it stands in the log. It does not prove that none was left out.',
    leftOut:
      'A package cannot be narrowed by these, so it will have more: {{filters}}.',
    reason: 'Why',
    reasonHint: 'It stands in the ledger, with your name.',
    notes: 'Notes for whoever reads it, for instance about an incident',
    ask: 'Make the package',
    failed: 'It was not done. {{message}}',
    packages: 'Evidence packages',
    partial: 'The packages are not known right now. The rest of this page is.',
    more_one: 'Show one more',
    more_other: 'Show {{count}} more',
    show_one: 'Show 1 evidence package',
    show_other: 'Show {{count}} evidence packages',
    titleOf: '{{from}} to {{to}}: {{reason}}',
    unit: 'entries',
    entries_one: '1 entry',
    entries_other: '{{count}} entries',
    complete: 'nothing left out',
    selection: 'a selection',
    stored: 'also put into {{place}}',
    until: 'kept until {{time}}',
    cancel: 'Stop',
  },
} as const;
