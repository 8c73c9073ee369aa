/** The words of the pages about plans. */
export const plansMessages = {
  plans: {
    title: 'Plans',
    lead: 'What was prepared, what waits, what ran: the newest first.',
    one: 'Plan',
    all: 'All plans',
    new: 'New plan',
    newLead:
      'Nothing is changed by preparing a plan. The backend looks at the live objects, tries each step dry, and says who has to approve.',
    ofEntity: 'Plans',
    filter: {
      state: 'State',
      environment: 'Environment',
      tier: 'Risk',
    },
    any: {
      state: 'Any state',
      environment: 'Any environment',
      tier: 'Any risk',
    },
    onlyEntity: 'Only {{entity}} ×',
    tierOnPage: 'The risk is looked for among the plans of this page only.',
    noneTitle: 'There is no plan yet',
    noneSentence:
      'A plan says what shall be done to which live objects, tries it dry, and waits for the people who have to approve.',
    noneFit: 'No plan fits',
    noneFitSentence: 'Others may be there without these filters.',
    byAgent: '{{agent}} for {{who}}',
    import: 'Import …',
    importFile: 'A plan as JSON',
    notJson: '{{name}} is not JSON.',
    export: 'Export as JSON',
    edit: 'Edit',
    repeat: 'Repeat the dry run',
    partial:
      'The newest answer did not come; what is shown is from the one before.',
    partialList: 'The plans are not known right now. The rest of this page is.',
    questions: 'Questions and answers',
    history: 'History',
    entry: 'entry',
    revisionOf: 'Revision {{revision}}, by {{who}}',
    approvalsVoid_one:
      '1 approval is void: {{who}} approved something else. It has to be given again.',
    approvalsVoid_other:
      '{{count}} approvals are void: {{who}} approved something else. They have to be given again.',
    changedSince: 'What is different from revision {{revision}}:',
    nothingWritten:
      'Nothing that people wrote is different. The live objects or the dry run changed.',
    entity: 'For',
    entitySearch: 'Search the catalog',
    operation: 'Operation',
    unknownOperation: 'No connector offers {{id}} any more.',
    noInput: 'This operation takes no input.',
    noOperationsTitle: 'No connector offers an operation',
    noOperationsSentence:
      'An administrator adds a backend module for a system, for instance the one for Kubernetes, and says which clusters it reaches.',
    input: {
      missing: 'is missing',
      atLeast: 'is at least {{limit}}',
      atMost: 'is at most {{limit}}',
      form: 'does not have the right form',
      json: 'This is not JSON.',
    },
    stepNumber: 'Step {{number}}',
    addStep: 'Add a step',
    removeStep: 'Remove',
    requiresApproval: 'Always wants approval, whatever the policy says',
    reason: 'Why',
    reasonHint: 'Approvers read it, and it stands in the ledger.',
    intent: 'What shall be reached',
    optional: 'optional',
    intentHint: 'If you write nothing: {{words}}',
    start: 'When it starts',
    incomplete: 'Something is missing; it is marked above.',
    prepare: 'Prepare the plan',
    editTitle: 'Edit a plan',
    cannotEdit: 'This plan cannot be edited',
    back: 'Back to the plan',
    whatChanges: 'What this changes',
    voidsApprovals_one:
      'Saving voids 1 approval: {{who}} has to approve again.',
    voidsApprovals_other:
      'Saving voids {{count}} approvals: {{who}} have to approve again.',
    reload: 'Read it again',
    facts: {
      title: 'Preview of the facts',
      hint: 'Computed in this browser while you write. What the server computes from the live objects counts.',
      preview: 'preview, not yet decided',
      unknown:
        'The facts cannot be computed here right now. The server computes them when the plan is prepared.',
      noTargets:
        'Which objects are touched is known after the dry run; until then the stricter holds.',
    },
    saveRevision: 'Save as revision {{revision}}',
  },
} as const;
