// Generated from openapi/understudy.v1.yaml by `yarn generate`; do not edit.

/**
 * The routes of the API, by path and method.
 *
 * @public
 */
export interface paths {
  /** The route /me/permissions */
  '/me/permissions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What I may do here, and why */
    get: operations['getMyPermissions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /health */
  '/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every health check with the sentence shown on the Health page */
    get: operations['getHealth'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /entities/\{kind\}/\{namespace\}/\{name\}/operations */
  '/entities/{kind}/{namespace}/{name}/operations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is known about operating one entity */
    get: operations['getEntityOperations'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /entities/\{kind\}/\{namespace\}/\{name\}/timeline */
  '/entities/{kind}/{namespace}/{name}/timeline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was done to one entity last */
    get: operations['getEntityTimeline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /audit/entries */
  '/audit/entries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Entries of the ledger that fit every filter */
    get: operations['listAuditEntries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /audit/entries/\{id\} */
  '/audit/entries/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One entry, with what it takes to verify it and what was noted on it */
    get: operations['getAuditEntry'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /audit/entries/\{id\}/notes */
  '/audit/entries/{id}/notes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Adds a note, which is an entry of its own and changes no other */
    post: operations['addAuditNote'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /audit/facets */
  '/audit/facets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The values that a filter can have, the most frequent first */
    get: operations['getAuditFacets'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /audit/tail */
  '/audit/tail': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * New entries as they come, as server-sent events
     * Read it with fetch and an Authorization header. Events: `entry` with an AuditEntry and its index as id, `ready` with the index up to which everything was sent, `end` with the reason. Every 15 seconds at the latest something is sent, if only a comment. The right to read is checked again every minute.
     */
    get: operations['tailAudit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /audit/export */
  '/audit/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Up to 10,000 entries for an incident report or another tool
     * The export is an entry of the ledger itself. For evidence that somebody else can verify, ask for an evidence package instead.
     */
    get: operations['exportAudit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /audit/views */
  '/audit/views': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** My saved views, and those that others share */
    get: operations['listAuditViews'];
    put?: never;
    /** Saves a view */
    post: operations['createAuditView'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /audit/views/\{viewId\} */
  '/audit/views/{viewId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Changes a view of mine */
    put: operations['updateAuditView'];
    post?: never;
    /** Deletes a view of mine */
    delete: operations['deleteAuditView'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /audit/summaries */
  '/audit/summaries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One summary of each day, the newest first */
    get: operations['listAuditSummaries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /audit/summaries/\{day\} */
  '/audit/summaries/{day}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The summary of one day, in UTC */
    get: operations['getAuditSummary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /audit/open-intents */
  '/audit/open-intents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was begun and whose end is not recorded, the oldest first */
    get: operations['listOpenIntents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /reviews */
  '/reviews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was flagged for review, the newest first */
    get: operations['listReviewFlags'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /reviews/\{flagId\} */
  '/reviews/{flagId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One flag, with all that was done about it */
    get: operations['getReviewFlag'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /reviews/\{flagId\}/acts */
  '/reviews/{flagId}/acts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Assigns, comments, closes, reopens, or hands on to a ticketing system
     * Each act is recorded in the ledger before it is done. Give the version of the flag that you have seen; if somebody did something since then, nothing is done and the answer is a conflict.
     */
    post: operations['actOnReviewFlag'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /evidence/exports */
  '/evidence/exports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest hundred packages, whoever asked for them */
    get: operations['listEvidenceExports'];
    put?: never;
    /**
     * Ask for a package; it is made in the background
     * Without a filter the package proves that every entry of the period is in it. With one it proves that each entry in it stands in the log, and not that none was left out.
     */
    post: operations['createEvidenceExport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /evidence/exports/\{exportId\} */
  '/evidence/exports/{exportId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far a package is */
    get: operations['getEvidenceExport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /evidence/exports/\{exportId\}/cancel */
  '/evidence/exports/{exportId}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stop making a package */
    post: operations['cancelEvidenceExport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /evidence/exports/\{exportId\}/download */
  '/evidence/exports/{exportId}/download': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The zip, for `understudy audit verify` */
    get: operations['downloadEvidenceExport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /ledger/alarms */
  '/ledger/alarms': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was found wrong with the ledger and is not resolved */
    get: operations['listLedgerAlarms'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /ledger/alarms/\{id\}/resolution */
  '/ledger/alarms/{id}/resolution': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say what was found, so that work can go on
     * Recorded in the ledger before the alarm is gone. An alarm whose cause is still there comes back.
     */
    post: operations['resolveLedgerAlarm'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /ledger/verifications */
  '/ledger/verifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest full verifications, and what each has shown */
    get: operations['listLedgerVerifications'];
    put?: never;
    /**
     * Verify all of the ledger in the background
     * If one is running already, no second one is started.
     */
    post: operations['startLedgerVerification'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /audit/entries/\{id\}/redactions */
  '/audit/entries/{id}/redactions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take sealed values out of an entry, for good
     * Itself an entry. The proofs of the entry still hold, and a verifier reports the values as redacted.
     */
    post: operations['redactAuditEntry'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /ledger/status */
  '/ledger/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far the log is, and how far each place outside has accepted it */
    get: operations['getLedgerStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /ledger/checkpoint */
  '/ledger/checkpoint': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest checkpoint, a signed note */
    get: operations['getLedgerCheckpoint'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /ledger/entries/\{index\}/proof */
  '/ledger/entries/{index}/proof': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** That an entry stands in the newest checkpoint, as a file of its own */
    get: operations['getLedgerEntryProof'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /ledger/proofs */
  '/ledger/proofs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The same for several entries at once */
    get: operations['getLedgerProofs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /ledger/consistency */
  '/ledger/consistency': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** That a later tree only added to an earlier one */
    get: operations['getLedgerConsistency'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /ledger/tile/\{level\}/\{tile\} */
  '/ledger/tile/{level}/{tile}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Hashes of the tree, or entries as they were hashed
     * As C2SP tlog-tiles has it: `tile` is the rest of the path, such as `x001/x067/078` or `x001/078.p/12`. A full tile never changes.
     */
    get: operations['getLedgerTile'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans */
  '/plans': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Plans, the newest first */
    get: operations['listPlans'];
    put?: never;
    /**
     * Makes a plan, previews it and decides about it
     * With an Idempotency-Key the same request made again gives the same plan. A plan that cannot be resolved or previewed stays a draft and says why.
     */
    post: operations['createPlan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans/import */
  '/plans/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Makes a plan of exported JSON
     * Only intent and steps are taken over. Nothing that a file says about targets, hashes or approvals counts.
     */
    post: operations['importPlan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans/\{planId\} */
  '/plans/{planId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One plan with targets, previews, decision, approvals and what you may do
     * The ETag is what If-Match takes.
     */
    get: operations['getPlan'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans/\{planId\}/revisions/\{revision\} */
  '/plans/{planId}/revisions/{revision}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A plan as it was */
    get: operations['getPlanRevision'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans/\{planId\}/revisions */
  '/plans/{planId}/revisions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Changes a plan by making its next revision; approvals so far are void */
    post: operations['revisePlan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans/\{planId\}/preview */
  '/plans/{planId}/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Resolves and previews again
     * An equal result keeps the hash and the approvals. Another one makes a new revision.
     */
    post: operations['previewPlan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans/\{planId\}/request-approval */
  '/plans/{planId}/request-approval': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Asks for what is still needed before the plan may run */
    post: operations['requestPlanApproval'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans/\{planId\}/approvals */
  '/plans/{planId}/approvals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Approves or denies exactly this plan, or withdraws */
    post: operations['votePlan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans/\{planId\}/questions */
  '/plans/{planId}/questions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Asks the requester something, or answers */
    post: operations['askAboutPlan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans/\{planId\}/told */
  '/plans/{planId}/told': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Tells the next one on call, or somebody by name, that approval is asked for
     * Whoever is named decides in their own name, and only if they may: asking somebody gives no right.
     */
    post: operations['pageForPlan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans/\{planId\}/break-glass */
  '/plans/{planId}/break-glass': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Authorises the plan without a quorum, loudly and with a review */
    post: operations['breakGlass'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans/\{planId\}/start */
  '/plans/{planId}/start': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Starts an approved plan; its authorisation is used up */
    post: operations['startPlan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans/\{planId\}/cancel */
  '/plans/{planId}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Cancels a plan, or asks its run to stop */
    post: operations['cancelPlan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /plans/\{planId\}/export */
  '/plans/{planId}/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A plan as JSON that another installation can import */
    get: operations['exportPlan'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /approvals */
  '/approvals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The inbox, what waits for approval, the most urgent first */
    get: operations['listApprovals'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /presence */
  '/presence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether I have proven lately that I am there, for exactly this plan */
    get: operations['getPresence'];
    put?: never;
    /**
     * Begins to prove that I am there, by signing in again
     * Open the answered address in a window of the same browser. The identity provider asks to sign in, and sends the browser to `/presence/callback`. Then `GET /presence` says that it is proven.
     */
    post: operations['beginPresence'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /presence/callback */
  '/presence/callback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where the identity provider sends the browser after signing in
     * Not for programs. Answers a page without script, and nothing else than what was begun with `POST /presence` in the same browser.
     */
    get: operations['finishPresence'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /on-call */
  '/on-call': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is called now for one entity in one environment */
    get: operations['getOnCall'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /incidents */
  '/incidents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Incidents, the newest first */
    get: operations['listIncidents'];
    put?: never;
    /**
     * Opens an incident, or answers the one that is open
     * For who is on call for the entity in production, and for who may break the glass. While it is open, plans of that entity can name it. It closes by itself after 24 hours.
     */
    post: operations['openIncident'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /incidents/\{incidentId\}/close */
  '/incidents/{incidentId}/close': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Closes an incident */
    post: operations['closeIncident'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /operations */
  '/operations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What plans can be made of */
    get: operations['listOperations'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /clusters */
  '/clusters': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The clusters that connectors reach, and their environments */
    get: operations['listClusters'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /levels */
  '/levels': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far software may act by itself for one entity, by environment */
    get: operations['getLevels'];
    /** Changes a level; down at once, up once another person has approved it */
    put: operations['setLevel'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /levels/changes/\{changeId\}/votes */
  '/levels/changes/{changeId}/votes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Approves, denies or withdraws a change of level */
    post: operations['voteLevelChange'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /elevations */
  '/elevations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Elevations of one entity, the newest first */
    get: operations['listElevations'];
    put?: never;
    /**
     * Asks for a higher level of software for a short time
     * For who is on call for the entity, and for SREs. It names an open incident of severity sev1 or sev2, or says why in 20 characters or more. Nothing is granted by asking.
     */
    post: operations['requestElevation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /elevations/\{elevationId\}/votes */
  '/elevations/{elevationId}/votes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Approves, denies or withdraws a request */
    post: operations['voteElevation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /elevations/\{elevationId\}/extend */
  '/elevations/{elevationId}/extend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Asks for more time, once; it needs approval anew */
    post: operations['extendElevation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /elevations/\{elevationId\}/revoke */
  '/elevations/{elevationId}/revoke': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ends an elevation at once */
    post: operations['revokeElevation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /freezes */
  '/freezes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is frozen now or will be */
    get: operations['listFreezes'];
    put?: never;
    /** Stops writes, everywhere or in one environment or for one entity */
    post: operations['freeze'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /freezes/\{freezeId\} */
  '/freezes/{freezeId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Ends a freeze */
    delete: operations['unfreeze'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /guardrails */
  '/guardrails': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The guardrails that hold now */
    get: operations['getGuardrails'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /guardrails/versions */
  '/guardrails/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All versions of the guardrails, the newest first */
    get: operations['listGuardrailVersions'];
    put?: never;
    /** Drafts a new version; nothing holds until it is activated */
    post: operations['draftGuardrails'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /guardrails/versions/\{version\} */
  '/guardrails/versions/{version}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One version, and how it differs from the active one */
    get: operations['getGuardrailVersion'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /guardrails/versions/\{version\}/activate */
  '/guardrails/versions/{version}/activate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Votes for a version, or goes back to an earlier one
     * In production two people are needed, of whom the author is one at most.
     */
    post: operations['activateGuardrails'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /guardrails/simulate */
  '/guardrails/simulate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What other guardrails would have decided lately */
    post: operations['simulateGuardrails'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  /** The route /policy/status */
  '/policy/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether policy can be evaluated, and by what */
    get: operations['getPolicyStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
/**
 * The schemas of the API, by name.
 *
 * @public
 */
export interface components {
  /** The schemas of the document, by name */
  schemas: {
    /** One part of an entity reference, without separators */
    EntityRefPart: string;
    /**
     * How far software may act by itself; people read "Takeover L2", never a bare "L2"
     */
    TakeoverLevel:
      | 'L1_OBSERVATION'
      | 'L2_SUGGESTION'
      | 'L3_SEMI_AUTO'
      | 'L4_AUTO'
      | 'L5_FULLY_AUTONOMOUS';
    Environment: 'development' | 'test' | 'pre-production' | 'production';
    Role:
      | 'viewer'
      | 'operator'
      | 'approver'
      | 'policy-admin'
      | 'compliance'
      | 'sre';
    MyPermissions: {
      user: {
        entityRef: string;
        ownershipRefs: string[];
      };
      roles: {
        role: components['schemas']['Role'];
        /** The group that gives the role in `understudy.roles` */
        via: string;
      }[];
      /**
       * Whether Backstage's permission framework is switched on
       */
      framework: 'enabled' | 'disabled';
      permissions: {
        name: string;
        title: string;
        action: 'read' | 'write';
        allowed: boolean;
        /** Why, and for a refusal what is missing and who can give it */
        reason: string;
      }[];
    };
    HealthStatus: 'ok' | 'attention' | 'failed';
    HealthReport: {
      status: components['schemas']['HealthStatus'];
      /** Format: date-time */
      checkedAt: string;
      checks: components['schemas']['HealthCheckResult'][];
    };
    HealthCheckResult: {
      id: string;
      title: string;
      status: components['schemas']['HealthStatus'];
      /** What is so, in one sentence a tired person understands */
      sentence: string;
      /** What to do next, if anything */
      action?: string;
      /** A page of the docs or of this console that helps */
      link?: string;
      /**
       * What does not work while the check is not ok
       */
      stops: 'nothing' | 'writes' | 'sensitive-reads' | 'everything';
      /**
       * Format: date-time
       * Since when the check has had this status
       */
      since: string;
    };
    EntityOperations: {
      entityRef: string;
      title: string;
      owners: string[];
      youOwnIt?: boolean;
      systemType: {
        value: 'developed' | 'existing';
        source: 'annotation' | 'default';
      };
      environments: {
        name: components['schemas']['Environment'];
        clusters: string[];
        /** The highest takeover level that this environment allows */
        cap: components['schemas']['TakeoverLevel'];
        /** In words, what the environment asks of a write */
        rules: string;
      }[];
      clusters: {
        name: string;
        namespace?: string;
        /** Whether this Backstage knows the cluster */
        configured: boolean;
        environment: components['schemas']['Environment'];
        /**
         * `configuration`, or `unknown`: then production rules hold
         */
        environmentSource: 'configuration' | 'unknown';
      }[];
      nextStep: {
        title: string;
        why: string;
        link?: string;
        /** Something to copy, for instance an annotation */
        example?: string;
      };
    };
    Uuid: string;
    /** A value of a filter, to be met exactly */
    AuditWord: string;
    LedgerIndex: number;
    Base64: string;
    OperationType:
      | 'deployment'
      | 'configuration_change'
      | 'data_migration'
      | 'rollback'
      | 'monitoring_update'
      | 'troubleshooting'
      | 'feedback_response'
      | 'permission_change'
      | 'diagnostic'
      | 'exec'
      | 'tool_selection'
      | 'approval'
      | 'elevation'
      | 'policy_change'
      | 'export'
      | 'chat_command'
      | 'template_task'
      | 'sign_in'
      | 'denial'
      | 'key_rotation'
      | 'redaction'
      | 'review'
      | 'note'
      | 'ledger';
    EntryOutcome:
      | 'success'
      | 'failure'
      | 'partial'
      | 'denied'
      | 'cancelled'
      | 'rolled_back'
      | 'unverified';
    EntrySource:
      | 'ui'
      | 'slack'
      | 'cli'
      | 'api'
      | 'scheduler'
      | 'webhook'
      | 'system';
    EntryKind: 'event' | 'intent' | 'outcome';
    EntryDecisionName: 'allow' | 'require-approval' | 'deny';
    EntryActor: {
      type: 'user' | 'service' | 'agent';
      id: string;
      display?: string;
      mappedFrom?: string;
      onBehalfOf?: string;
    };
    EntryScope: {
      cluster?: string;
      namespace?: string;
      resources?: string[];
      count?: number;
    };
    EntryDecision: {
      decision: components['schemas']['EntryDecisionName'];
      ruleIds: string[];
      policyVersion?: string;
      constraints?: string[];
      ttlSeconds?: number;
    };
    EntryApproval: {
      by: string;
      decision: 'approved' | 'denied';
      /** Format: date-time */
      at: string;
      entryId?: string;
    };
    /** Who did what, where, when, how and why, and how it ended; a sealed value that was redacted is missing */
    LedgerEntry: {
      schemaVersion: 1;
      id: string;
      kind: components['schemas']['EntryKind'];
      intentId?: string;
      /** Format: date-time */
      occurredAt: string;
      actor: components['schemas']['EntryActor'];
      actingIdentity?: string;
      source: components['schemas']['EntrySource'];
      channelRef?: string;
      correlationId?: string;
      entityRef?: string;
      project?: string;
      version?: string;
      specSnapshotId?: string;
      environment?: components['schemas']['Environment'];
      permissionLevel?: string;
      takeoverLevel?: components['schemas']['TakeoverLevel'];
      riskTier?: 'read' | 'low' | 'medium' | 'high';
      changeLevel?: string;
      operationType: components['schemas']['OperationType'];
      action: string;
      tool?: string;
      toolRationale?: string;
      targetSystem?: string;
      scope?: components['schemas']['EntryScope'];
      parameters?: {
        [key: string]: unknown;
      };
      commandText?: string;
      reason?: string;
      planId?: string;
      planRevision?: number;
      planHash?: string;
      stepId?: string;
      executionId?: string;
      decision?: components['schemas']['EntryDecision'];
      approvals?: components['schemas']['EntryApproval'][];
      dryRunRef?: string;
      outcome?: components['schemas']['EntryOutcome'];
      outputDigest?: string;
      outputRef?: string;
      evidenceRefs?: string[];
      errorContext?: {
        [key: string]: unknown;
      };
      recoveryActions?: string[];
      rollbackOf?: string;
      durationMs?: number;
      contextTags?: {
        [key: string]: string;
      };
    };
    AuditEntry: {
      index: components['schemas']['LedgerIndex'];
      /** The hash under which it stands in the log */
      leafHash: components['schemas']['Base64'];
      entry: components['schemas']['LedgerEntry'];
      /** JSON pointers of the sealed values that were taken out */
      redacted: string[];
      /** For an intent that was closed, how it ended */
      outcome?: components['schemas']['AuditOutcome'];
      /** What is wrong with it; what is recorded cannot be shown for certain */
      problem?: string;
      /** How many notes were added to it */
      notes: number;
      evidence?: components['schemas']['AuditEvidence'];
    };
    AuditOutcome: {
      entryId: components['schemas']['Uuid'];
      index: components['schemas']['LedgerIndex'];
      /** Format: date-time */
      occurredAt: string;
      outcome?: components['schemas']['EntryOutcome'];
      durationMs?: number;
      errorContext?: {
        [key: string]: unknown;
      };
      recoveryActions?: string[];
      redacted: string[];
    };
    AuditEvidence: {
      /** The exact canonical JSON; its hash is the leaf */
      body: string;
      /** What opens the commitments in it, where it was not redacted */
      fields: components['schemas']['AuditSealedField'][];
    };
    AuditSealedField: {
      pointer: string;
      salt: components['schemas']['Base64'];
      value: unknown;
    };
    AuditPage: {
      items: components['schemas']['AuditEntry'][];
      /** Indexes of entries that fit but cannot be read any more */
      damaged?: components['schemas']['LedgerIndex'][];
      /** Where to go on; missing where there is nothing more */
      nextCursor?: string;
      /** Set where the search ended for time: what lies beyond was not looked at yet, and nextCursor goes on there */
      stoppedAt?: components['schemas']['AuditPosition'];
      scope: components['schemas']['AuditScope'];
      /** How many entries of the log can be searched so far */
      size: components['schemas']['LedgerIndex'];
    };
    AuditPosition: {
      index: components['schemas']['LedgerIndex'];
      /** Format: date-time */
      occurredAt?: string;
    };
    /**
     * Whether the caller sees every entry, or those of entities of their own
     */
    AuditScope: 'all' | 'owned';
    AuditEntryDetail: {
      entry: components['schemas']['AuditEntry'];
      /** For an outcome, the intent that it closes */
      intent?: components['schemas']['AuditEntry'];
      notes: components['schemas']['AuditEntry'][];
    };
    AuditNoteInput: {
      text: string;
      links?: components['schemas']['AuditLink'][];
    };
    AuditLink: {
      title?: string;
      /**
       * Format: uri
       * Of a ticket or a runbook
       */
      url: string;
    };
    AuditNoteReceipt: {
      id: components['schemas']['Uuid'];
      /** Its index, if it has one already */
      index?: components['schemas']['LedgerIndex'];
    };
    AuditFacetField:
      | 'entityRef'
      | 'project'
      | 'environment'
      | 'cluster'
      | 'operationType'
      | 'action'
      | 'actor'
      | 'outcome'
      | 'decision'
      | 'ruleId'
      | 'source'
      | 'kind';
    AuditFacets: {
      facets: components['schemas']['AuditFacet'][];
      scope: components['schemas']['AuditScope'];
    };
    AuditFacet: {
      field: components['schemas']['AuditFacetField'];
      values: string[];
      /** Whether there are others */
      more: boolean;
    };
    AuditQuery: {
      /**
       * Counted back from when the view is opened; instead of from and to
       */
      last?: 'PT1H' | 'PT24H' | 'P7D' | 'P30D' | 'P90D';
      /** Format: date-time */
      from?: string;
      /** Format: date-time */
      to?: string;
      entityRef?: components['schemas']['AuditWord'][];
      project?: components['schemas']['AuditWord'][];
      environment?: components['schemas']['Environment'][];
      cluster?: components['schemas']['AuditWord'][];
      operationType?: components['schemas']['OperationType'][];
      action?: components['schemas']['AuditWord'][];
      actor?: components['schemas']['AuditWord'][];
      outcome?: components['schemas']['EntryOutcome'][];
      decision?: components['schemas']['EntryDecisionName'][];
      ruleId?: components['schemas']['AuditWord'][];
      correlationId?: components['schemas']['AuditWord'];
      source?: components['schemas']['EntrySource'][];
      planId?: components['schemas']['AuditWord'];
      kind?: components['schemas']['EntryKind'][];
      text?: string;
      order?: 'newest' | 'oldest';
    };
    AuditViewInput: {
      name: string;
      query: components['schemas']['AuditQuery'];
      /** Whether everybody who may read sees the view; it shows nobody more entries */
      shared: boolean;
    };
    AuditView: {
      id: components['schemas']['Uuid'];
      name: string;
      query: components['schemas']['AuditQuery'];
      shared: boolean;
      owner: string;
      mine: boolean;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
    };
    AuditViews: {
      items: components['schemas']['AuditView'][];
    };
    /** A day in UTC */
    Day: string;
    /** How many of each */
    Counts: {
      [key: string]: number;
    };
    AuditSummary: {
      day: components['schemas']['Day'];
      /** Format: date-time */
      madeAt: string;
      /** What was written into the ledger that day */
      entries: number;
      firstIndex?: number;
      lastIndex?: number;
      /** Events and outcomes; no sign-ins, denials, notes or reviews */
      operations: number;
      /** From 0 to 1; absent where there was no operation */
      successRate?: number;
      byOutcome: components['schemas']['Counts'];
      byType: components['schemas']['Counts'];
      byTakeoverLevel: components['schemas']['Counts'];
      byChangeLevel: components['schemas']['Counts'];
      byEnvironment: components['schemas']['Counts'];
      /** How often somebody was refused something */
      denials: number;
      /** Elevations, and steps without their dry run */
      overrides: number;
      flagsRaised: number;
      /** When the summary was made */
      flagsOpen: number;
      /** Intents without an outcome when the summary was made */
      openIntents: number;
      /** When the summary was made */
      anchoring: {
        size: number;
        checkpointed: number;
        sinks: components['schemas']['LedgerAnchor'][];
      };
      entryId?: components['schemas']['Uuid'];
    };
    AuditSummaries: {
      items: components['schemas']['AuditSummary'][];
    };
    LedgerReason: {
      reason: string;
    };
    LedgerAlarms: {
      items: components['schemas']['LedgerAlarm'][];
    };
    LedgerAlarm: {
      id: components['schemas']['Uuid'];
      /** Format: date-time */
      raisedAt: string;
      code: string;
      sentence: string;
      /** Whether no intent is taken until it is resolved */
      stops: boolean;
    };
    LedgerVerifications: {
      items: components['schemas']['LedgerVerification'][];
    };
    LedgerVerification: {
      id: components['schemas']['Uuid'];
      requestedBy: string;
      /** Format: date-time */
      startedAt: string;
      /** How many entries it has looked at */
      done: number;
      /** Format: date-time */
      finishedAt?: string;
      report?: components['schemas']['LedgerVerificationReport'];
      problem?: string;
    };
    LedgerVerificationReport: {
      intact: boolean;
      size: number;
      minimumIndex: number;
      checkpoints: number;
      redacted: number;
      anchored: number;
      findings: {
        code: string;
        index?: number;
        entryId?: string;
        sentence: string;
      }[];
      more: boolean;
      notices: string[];
      proved: string[];
    };
    RedactionInput: {
      /** The sealed fields, as JSON pointers such as `/parameters` */
      pointers: string[];
      reason: string;
    };
    Redaction: {
      redactionId: components['schemas']['Uuid'];
    };
    OpenIntents: {
      items: components['schemas']['OpenIntent'][];
    };
    OpenIntent: {
      id: components['schemas']['Uuid'];
      index?: number;
      /** Format: date-time */
      occurredAt: string;
      ageSeconds: number;
      actor: string;
      operationType: components['schemas']['OperationType'];
      action: string;
      entityRef?: string;
      environment?: components['schemas']['Environment'];
      targetSystem?: string;
      planId?: string;
      executionId?: string;
      /**
       * How far its record has come
       */
      standing:
        | 'staged'
        | 'sequenced'
        | 'checkpointed'
        | 'anchored'
        | 'missing';
      /** What is known, and what is not */
      sentence: string;
    };
    ReviewStatus: 'open' | 'closed';
    ReviewDetector:
      | 'error-rate'
      | 'operations-per-hour'
      | 'repeated-failures'
      | 'rare-type'
      | 'unusual-hours'
      | 'break-glass'
      | 'on-call-lane'
      | 'elevation';
    ReviewCloseReason:
      | 'expected'
      | 'handled'
      | 'false-alarm'
      | 'duplicate'
      | 'other';
    ReviewActKind: 'assign' | 'comment' | 'close' | 'reopen' | 'follow-up';
    ReviewFlag: {
      id: components['schemas']['Uuid'];
      detector: components['schemas']['ReviewDetector'];
      /** Whom it is about */
      actor: string;
      operationType?: string;
      /** What was seen, in words */
      sentence: string;
      /** The numbers behind it */
      numbers: {
        [key: string]: number;
      };
      /** Some of the entries; the first twenty */
      entryIds: string[];
      entityRefs: string[];
      /** Format: date-time */
      raisedAt: string;
      /** Format: date-time */
      lastSeenAt: string;
      /** In how many hours it was seen */
      times: number;
      status: components['schemas']['ReviewStatus'];
      assignee?: string;
      closeReason?: components['schemas']['ReviewCloseReason'];
      /** Grows with each act; give it back to act */
      version: number;
      /** Format: date-time */
      changedAt: string;
      /** The entry that records that it was raised */
      entryId?: components['schemas']['Uuid'];
    };
    ReviewFlags: {
      items: components['schemas']['ReviewFlag'][];
      nextCursor?: string;
    };
    ReviewFlagDetail: {
      flag: components['schemas']['ReviewFlag'];
      acts: components['schemas']['ReviewAct'][];
      followUps: components['schemas']['ReviewFollowUp'][];
    };
    ReviewAct: {
      id: components['schemas']['Uuid'];
      kind: components['schemas']['ReviewActKind'];
      by: string;
      /** Format: date-time */
      at: string;
      /** As it stands in the ledger; absent once it is redacted there */
      text?: string;
      assignee?: string;
      closeReason?: components['schemas']['ReviewCloseReason'];
      version: number;
      /** The intent in the ledger */
      entryId: components['schemas']['Uuid'];
    };
    ReviewFollowUp: {
      id: components['schemas']['Uuid'];
      status: 'waiting' | 'delivered' | 'failed';
      by: string;
      /** Format: date-time */
      createdAt: string;
      attempts: number;
      problem?: string;
      /** What the ticketing system calls it */
      ticket?: string;
    };
    ReviewActInput: {
      kind: components['schemas']['ReviewActKind'];
      version: number;
      /** The comment, or why; not needed to assign or hand on */
      text?: string;
      /** To assign; nobody in particular if not given */
      assignee?: string;
      closeReason?: components['schemas']['ReviewCloseReason'];
    };
    LedgerStatus: {
      /** The name of the log */
      origin: string;
      /** As this server says; trust those that were pinned outside of it */
      verifierKeys: string[];
      size: components['schemas']['LedgerIndex'];
      checkpoint?: components['schemas']['LedgerCheckpointRef'];
      anchors: components['schemas']['LedgerAnchor'][];
    };
    LedgerCheckpointRef: {
      size: components['schemas']['LedgerIndex'];
      note: string;
    };
    LedgerAnchor: {
      sink: string;
      size: components['schemas']['LedgerIndex'];
      /** Format: date-time */
      anchoredAt: string;
    };
    LedgerProofs: {
      /** The signed note that the proofs lead to */
      checkpoint: string;
      proofs: components['schemas']['LedgerInclusion'][];
    };
    LedgerInclusion: {
      index: components['schemas']['LedgerIndex'];
      proof: components['schemas']['Base64'][];
    };
    LedgerConsistency: {
      from: components['schemas']['LedgerIndex'];
      to: components['schemas']['LedgerIndex'];
      proof: components['schemas']['Base64'][];
    };
    /** Only the entries that fit all of it */
    EvidenceFilter: {
      entityRef?: string;
      project?: string;
      environment?: components['schemas']['Environment'];
      cluster?: string;
      operationType?: components['schemas']['OperationType'][];
      action?: string;
      actor?: string;
      outcome?: components['schemas']['EntryOutcome'];
    };
    EvidenceRequest: {
      /** From, inclusive, and to, exclusive; without them from the first entry to the last */
      period: {
        /** Format: date-time */
        from?: string;
        /** Format: date-time */
        to?: string;
      };
      filter?: components['schemas']['EvidenceFilter'];
      /** Why, for the ledger */
      reason: string;
      /** Goes into the package, for instance about incidents */
      notes?: string;
    };
    EvidenceExport: {
      /** Format: uuid */
      id: string;
      state:
        | 'waiting'
        | 'running'
        | 'ready'
        | 'failed'
        | 'cancelled'
        | 'expired';
      requestedBy: string;
      /** Format: date-time */
      requestedAt: string;
      request: components['schemas']['EvidenceRequest'];
      /** Whether it proves that no entry of the period was left out */
      complete: boolean;
      /** How many entries were gone through so far */
      done: number;
      /** How many there are to go through */
      total?: number;
      /** How many entries the package has */
      entries?: number;
      bytes?: number;
      sha256?: string;
      /** Format: date-time */
      finishedAt?: string;
      /** Format: date-time */
      expiresAt?: string;
      /** The place besides this server where it was put */
      store?: string;
      /** Why there is none, in words */
      problem?: string;
    };
    EvidenceExports: {
      items: components['schemas']['EvidenceExport'][];
    };
    /** A full entity reference, such as component:default/payments */
    EntityRefText: string;
    PlanHash: string;
    RiskTier: 'read' | 'low' | 'medium' | 'high';
    PlanState:
      | 'draft'
      | 'previewing'
      | 'awaiting-approval'
      | 'approved'
      | 'running'
      | 'verifying'
      | 'succeeded'
      | 'unverified'
      | 'failed'
      | 'rolled-back'
      | 'cancelled'
      | 'denied'
      | 'expired';
    PlanSource:
      | 'chat'
      | 'ui'
      | 'runbook'
      | 'slack'
      | 'cli'
      | 'api'
      | 'alert'
      | 'undo';
    /**
     * When an approved plan starts
     */
    PlanStart: 'on-approval' | 'when-started' | 'in-window';
    PlanStepInput: {
      /** Kept over revisions; given if left out */
      id?: string;
      operation: string;
      input: {
        [key: string]: unknown;
      };
      title?: string;
      requiresApproval?: boolean;
      onFailure?: 'stop' | 'undo';
    };
    PlanStep: {
      id: string;
      operation: string;
      input: {
        [key: string]: unknown;
      };
      title: string;
      requiresApproval?: boolean;
      onFailure?: 'stop' | 'undo';
    };
    PlanInput: {
      intent: string;
      reason: string;
      entityRef: components['schemas']['EntityRefText'];
      steps: components['schemas']['PlanStepInput'][];
      start?: components['schemas']['PlanStart'];
      source?: components['schemas']['PlanSource'];
      incident?: string;
    };
    PlanContent: {
      intent: string;
      reason: string;
      entityRef: string;
      steps: components['schemas']['PlanStep'][];
      start: components['schemas']['PlanStart'];
      source: components['schemas']['PlanSource'];
      incident?: string;
    };
    PlanTargetIdentity: {
      system: string;
      cluster: string;
      clusterUid: string;
      kind: string;
      namespace?: string;
      name: string;
      uid: string;
    };
    PlanTarget: {
      system: string;
      cluster: string;
      clusterUid: string;
      kind: string;
      namespace?: string;
      name: string;
      uid: string;
      resourceVersion?: string;
      fingerprint: string;
      /** What was seen when it was resolved; it binds nothing */
      observed: {
        [key: string]: unknown;
      };
    };
    PlanPreviewChange: {
      target: components['schemas']['PlanTargetIdentity'];
      path: string;
      before?: unknown;
      after?: unknown;
      masked?: boolean;
    };
    PlanStepPreview: {
      /** Format: date-time */
      at: string;
      simulated: boolean;
      summary: string;
      changes: components['schemas']['PlanPreviewChange'][];
      command: string;
      undoCommand?: string;
      outcome: string;
      warnings: string[];
      digest: string;
    };
    PlanRefusal: {
      code: string;
      message: string;
    };
    PlanResolvedStep: {
      stepId: string;
      targets: components['schemas']['PlanTarget'][];
      preview?: components['schemas']['PlanStepPreview'];
      refusal?: components['schemas']['PlanRefusal'];
    };
    PlanStepFacts: {
      stepId: string;
      operation: string;
      verb: string;
      tier: components['schemas']['RiskTier'];
      critical: boolean;
      reversible: boolean;
      destructive: boolean;
      why: string[];
      targets: number;
      pods: number;
    };
    /** What was computed from the resolved targets, never from words */
    PlanFacts: {
      environment: components['schemas']['Environment'];
      environmentKnown: boolean;
      tier: components['schemas']['RiskTier'];
      critical: boolean;
      reversible: boolean;
      destructive: boolean;
      steps: components['schemas']['PlanStepFacts'][];
      blast: {
        targets: number;
        pods: number;
        namespaces: string[];
        clusters: string[];
        owners: string[];
        selectors: string[];
        dependants: string[];
      };
      level: {
        level: components['schemas']['TakeoverLevel'];
        held: components['schemas']['TakeoverLevel'];
        cap: components['schemas']['TakeoverLevel'];
        elevated?: {
          until: string;
          id: string;
        };
      };
      window: {
        open: boolean;
        nextOpen?: string;
        reason?: string;
      };
      freeze?: {
        id: string;
        until?: string;
        reason: string;
      };
      fresh: boolean;
      oldestPreviewAt?: string;
    };
    PlanSummary: {
      id: components['schemas']['Uuid'];
      state: components['schemas']['PlanState'];
      revision: number;
      /** What If-Match takes */
      etag: string;
      planHash?: components['schemas']['PlanHash'];
      intent: string;
      reason: string;
      entityRef: string;
      environment?: components['schemas']['Environment'];
      tier?: components['schemas']['RiskTier'];
      critical?: boolean;
      start: components['schemas']['PlanStart'];
      source: components['schemas']['PlanSource'];
      incident?: string;
      /** The titles of its steps */
      steps: string[];
      requestedBy: string;
      /** The software that asked on behalf of the requester */
      agent?: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      changedAt: string;
      /**
       * Format: date-time
       * When approval was asked for
       */
      requestedAt?: string;
      /** Format: date-time */
      expiresAt?: string;
    };
    PlanPage: {
      items: components['schemas']['PlanSummary'][];
      nextCursor?: string;
    };
    ApprovalRule: {
      id: string;
      groups: string[];
      count: number;
    };
    DecisionName: 'allow' | 'require-approval' | 'deny';
    DecisionReason: {
      ruleId: string;
      message: string;
      stepId?: string;
      /** What to do about it */
      remediation?: string;
      whoCanHelp?: string;
      nextAllowed?: string;
    };
    DecisionPart: {
      part: 'permission' | 'level' | 'policy' | 'cluster';
      decision: components['schemas']['DecisionName'];
      /** False where it could not be evaluated, and so refuses writes */
      evaluated: boolean;
      sentence: string;
      reasons: components['schemas']['DecisionReason'][];
    };
    /** What was decided about one plan hash; the most restrictive part wins */
    Decision: {
      decision: components['schemas']['DecisionName'];
      sentence: string;
      parts: components['schemas']['DecisionPart'][];
      ruleIds: string[];
      approvers: number;
      rules: components['schemas']['ApprovalRule'][];
      lane: string;
      policyVersion: string;
      inputDigest: string;
      /** Format: date-time */
      decidedAt: string;
      /** At this takeover level software may only propose; a person has to execute */
      humanExecutes?: boolean;
      /** How long a request for approval waits */
      expiryMinutes?: number;
      /** Who approves has to have signed in just before */
      freshPresence?: boolean;
      /** Whoever asked may approve it as well */
      selfApproval?: boolean;
      /** Breaking the glass is offered, so many minutes after approval was asked for */
      breakGlass?: {
        afterMinutes: number;
        reviewHours: number;
      };
      /** Within how many hours after it ran a person reviews it */
      reviewHours?: number;
    };
    /** What proves that the person was there just now */
    PlanPresence: {
      proven: boolean;
      /** Format: date-time */
      signedInAt?: string;
      sentence: string;
    };
    PlanApproval: {
      id: components['schemas']['Uuid'];
      by: string;
      decision: 'approved' | 'denied' | 'withdrawn';
      planHash: components['schemas']['PlanHash'];
      /** Format: date-time */
      at: string;
      comment?: string;
      entryId?: string;
      /** Whether it counts for the plan as it is now */
      counts: boolean;
      /** The rule that it meets */
      ruleId?: string;
      /** Why it does not count */
      why?: string;
      presence?: components['schemas']['PlanPresence'];
    };
    ApprovalProgress: {
      met: boolean;
      needed: number;
      given: number;
      missing: components['schemas']['ApprovalRule'][];
      deniedBy?: string;
      /** Format: date-time */
      expiresAt?: string;
      sentence: string;
    };
    /** Why the plan may start; recorded, not expired, used once */
    PlanAuthorisation: {
      id: components['schemas']['Uuid'];
      kind:
        | 'policy-allow'
        | 'quorum'
        | 'covered-undo'
        | 'pre-approval'
        | 'break-glass'
        | 'self-approval';
      planHash: components['schemas']['PlanHash'];
      /** Format: date-time */
      grantedAt: string;
      grantedBy?: string[];
      /** Format: date-time */
      expiresAt: string;
      /** Format: date-time */
      consumedAt?: string;
      /** Format: date-time */
      voidedAt?: string;
      voidedBecause?: string;
      /** Whether it could be used now */
      valid: boolean;
    };
    PlanAction: {
      allowed: boolean;
      /** What will happen, or why it may not be done */
      sentence: string;
    };
    /** What the caller may do now, and why not */
    PlanActions: {
      edit: components['schemas']['PlanAction'];
      requestApproval: components['schemas']['PlanAction'];
      approve: components['schemas']['PlanAction'];
      deny: components['schemas']['PlanAction'];
      withdraw: components['schemas']['PlanAction'];
      ask: components['schemas']['PlanAction'];
      breakGlass: components['schemas']['PlanAction'];
      start: components['schemas']['PlanAction'];
      cancel: components['schemas']['PlanAction'];
    };
    PlanQuestion: {
      id: components['schemas']['Uuid'];
      by: string;
      /** Format: date-time */
      at: string;
      text: string;
    };
    PlanTold: {
      userEntityRef: string;
      /** Format: date-time */
      at: string;
      /** Format: date-time */
      seenAt?: string;
      /** Such as that the person is on call */
      why: string;
    };
    PlanRevision: {
      planId: components['schemas']['Uuid'];
      revision: number;
      content: components['schemas']['PlanContent'];
      resolved: components['schemas']['PlanResolvedStep'][];
      planHash?: components['schemas']['PlanHash'];
      facts?: components['schemas']['PlanFacts'];
      createdBy: string;
      /** Format: date-time */
      createdAt: string;
    };
    PlanRevisionSummary: {
      revision: number;
      planHash?: components['schemas']['PlanHash'];
      createdBy: string;
      /** Format: date-time */
      createdAt: string;
    };
    PlanTransition: {
      from: components['schemas']['PlanState'];
      to: components['schemas']['PlanState'];
      by: string;
      /** Format: date-time */
      at: string;
      sentence?: string;
      entryId?: string;
    };
    PlanDetail: {
      plan: components['schemas']['PlanSummary'];
      content: components['schemas']['PlanContent'];
      resolved: components['schemas']['PlanResolvedStep'][];
      facts?: components['schemas']['PlanFacts'];
      decision?: components['schemas']['Decision'];
      progress?: components['schemas']['ApprovalProgress'];
      approvals: components['schemas']['PlanApproval'][];
      authorisation?: components['schemas']['PlanAuthorisation'];
      questions: components['schemas']['PlanQuestion'][];
      /** The newest first */
      revisions: components['schemas']['PlanRevisionSummary'][];
      /** The newest first */
      transitions: components['schemas']['PlanTransition'][];
      /** Who was told that approval is asked for, and whether they have seen it */
      told?: components['schemas']['PlanTold'][];
      /**
       * Format: date-time
       * From when on breaking the glass is offered
       */
      breakGlassAt?: string;
      /** Whether the caller has proven to be there for exactly this plan */
      presence?: components['schemas']['PlanPresence'];
      actions: components['schemas']['PlanActions'];
      /** What would run the plan */
      engine: {
        installed: boolean;
        sentence: string;
      };
      ifYouDoNothing: string;
    };
    PlanHashInput: {
      planHash: components['schemas']['PlanHash'];
    };
    VoteInput: {
      /** The hash of what was looked at */
      planHash: components['schemas']['PlanHash'];
      decision: 'approve' | 'deny' | 'withdraw';
      /** Needed to deny */
      comment?: string;
      /** Whether the difference was opened; only counted */
      openedDifference?: boolean;
    };
    BreakGlassInput: {
      planHash: components['schemas']['PlanHash'];
      reason: string;
      /** The name of the entity, typed by hand */
      target: string;
    };
    ApprovalRequest: {
      plan: components['schemas']['PlanSummary'];
      progress: components['schemas']['ApprovalProgress'];
      /**
       * What the caller is to it
       */
      standing: 'can-approve' | 'has-voted' | 'requester' | 'cannot-approve';
      sentence: string;
    };
    ApprovalPage: {
      items: components['schemas']['ApprovalRequest'][];
      /** How many plans wait for approval in all */
      total: number;
      nextCursor?: string;
    };
    OperationDescription: {
      id: string;
      title: string;
      description: string;
      connector: string;
      verb: string;
      reads: boolean;
      reversible: boolean;
      idempotent: boolean;
      tier?: components['schemas']['RiskTier'];
      /** JSON schema of the input */
      input: {
        [key: string]: unknown;
      };
      /** JSON schema of the output */
      output?: {
        [key: string]: unknown;
      };
    };
    OperationList: {
      items: components['schemas']['OperationDescription'][];
    };
    ClusterList: {
      items: components['schemas']['ClusterDescription'][];
    };
    ClusterDescription: {
      name: string;
      title?: string;
      connector: string;
      environment: components['schemas']['Environment'];
      environmentKnown: boolean;
      reachable?: boolean;
      sentence?: string;
    };
    LevelStanding: {
      environment: components['schemas']['Environment'];
      /** What is in force */
      level: components['schemas']['TakeoverLevel'];
      held: components['schemas']['TakeoverLevel'];
      cap: components['schemas']['TakeoverLevel'];
      source: 'default' | 'set';
      /** Format: date-time */
      changedAt?: string;
      sentence: string;
    };
    LevelChange: {
      id: components['schemas']['Uuid'];
      environment: components['schemas']['Environment'];
      from: components['schemas']['TakeoverLevel'];
      to: components['schemas']['TakeoverLevel'];
      reason: string;
      by: string;
      /** Format: date-time */
      at: string;
      status:
        | 'waiting'
        | 'done'
        | 'denied'
        | 'withdrawn'
        | 'expired'
        | 'overtaken';
      decidedBy?: string;
      /** Format: date-time */
      decidedAt?: string;
      /** Format: date-time */
      expiresAt?: string;
      entryId?: string;
    };
    Levels: {
      entityRef: string;
      levels: components['schemas']['LevelStanding'][];
      waiting: components['schemas']['LevelChange'][];
      /** The newest first */
      history: components['schemas']['LevelChange'][];
      maySet?: components['schemas']['PlanAction'];
    };
    LevelInput: {
      entityRef: components['schemas']['EntityRefText'];
      environment: components['schemas']['Environment'];
      level: components['schemas']['TakeoverLevel'];
      reason: string;
    };
    /**
     * `ai-writes` stops what software starts; `everything` stops people too
     */
    FreezeKind: 'ai-writes' | 'everything';
    Freeze: {
      id: string;
      kind: components['schemas']['FreezeKind'];
      scope: 'everywhere' | 'environment' | 'entity' | 'guardrails';
      environment?: components['schemas']['Environment'];
      entityRef?: string;
      reason: string;
      by: string;
      /** Format: date-time */
      at: string;
      /** Format: date-time */
      until?: string;
      active: boolean;
      sentence: string;
    };
    Freezes: {
      items: components['schemas']['Freeze'][];
      may: components['schemas']['PlanAction'];
    };
    FreezeInput: {
      kind: components['schemas']['FreezeKind'];
      environment?: components['schemas']['Environment'];
      entityRef?: components['schemas']['EntityRefText'];
      reason: string;
      /** Format: date-time */
      until?: string;
    };
    /** The guardrails, as the type GuardrailData of the package plugin-understudy-common has them */
    GuardrailData: {
      [key: string]: unknown;
    };
    GuardrailDifference: {
      /** A JSON pointer */
      path: string;
      before?: unknown;
      after?: unknown;
    };
    GuardrailVersion: {
      version: number;
      digest: string;
      status: 'draft' | 'active' | 'former';
      basedOn?: number;
      reason: string;
      by: string;
      /** Format: date-time */
      at: string;
      /** Format: date-time */
      activatedAt?: string;
      /** For the activation that is under way */
      votes: {
        by: string;
        /** Format: date-time */
        at: string;
      }[];
    };
    GuardrailVersions: {
      items: components['schemas']['GuardrailVersion'][];
      nextCursor?: string;
    };
    GuardrailVersionDetail: {
      version: components['schemas']['GuardrailVersion'];
      data: components['schemas']['GuardrailData'];
      /** Against the active version */
      differences: components['schemas']['GuardrailDifference'][];
      activation: {
        needed: number;
        given: number;
        sentence: string;
        /** Whether the caller may vote for it now */
        allowed: boolean;
      };
    };
    GuardrailDraft: {
      data: components['schemas']['GuardrailData'];
      reason: string;
      /** The version that was edited; it must still be the active one */
      basedOn: number;
    };
    GuardrailSimulation: {
      /** How many recorded decisions were made again */
      decisions: number;
      changed: number;
      sentence: string;
      /** The first hundred that would change */
      items: {
        planId: string;
        /** Format: date-time */
        at: string;
        entityRef: string;
        operation?: string;
        before: components['schemas']['DecisionName'];
        after: components['schemas']['DecisionName'];
        approversBefore?: number;
        approversAfter?: number;
        ruleIds: string[];
      }[];
    };
    PolicyStatus: {
      ready: boolean;
      mode: 'wasm' | 'server' | 'bundle';
      sentence: string;
      /** What does not work while it is not ready */
      stops?: string[];
      policyVersion?: string;
      guardrailVersion?: number;
      lastError?: string;
    };
    Presence: {
      planHash: components['schemas']['PlanHash'];
      /** Whether this installation can prove presence at all */
      possible: boolean;
      /** Whether it is proven now */
      proven: boolean;
      method?: 'sign-in';
      /**
       * Format: date-time
       * When the person signed in
       */
      at?: string;
      /**
       * Format: date-time
       * Until when that counts
       */
      until?: string;
      /** What is so, and how to prove presence */
      sentence: string;
    };
    PresenceChallenge: {
      planHash: components['schemas']['PlanHash'];
      /**
       * Format: uri
       * Where the person signs in again
       */
      url: string;
      /** Format: date-time */
      expiresAt: string;
      sentence: string;
    };
    OnCall: {
      entityRef: string;
      environment: components['schemas']['Environment'];
      /** In the order in which they are called; empty where nobody is known */
      people: {
        userEntityRef: string;
        order: number;
      }[];
      /** Who says so */
      source?: string;
      /**
       * Format: date-time
       * Until when it stays so, as far as that is known
       */
      until?: string;
      sentence: string;
    };
    IncidentState: 'open' | 'closed';
    IncidentInput: {
      entityRef: components['schemas']['EntityRefText'];
      title: string;
      severity: components['schemas']['IncidentSeverity'];
    };
    IncidentSeverity: 'sev1' | 'sev2' | 'sev3';
    Incident: {
      id: components['schemas']['Uuid'];
      entityRef: string;
      title: string;
      severity: components['schemas']['IncidentSeverity'];
      state: components['schemas']['IncidentState'];
      openedBy: string;
      /** Format: date-time */
      openedAt: string;
      /** Why this person could open it */
      because: string;
      /**
       * Format: date-time
       * When it closes, or has closed, by itself
       */
      closesAt: string;
      /** Format: date-time */
      closedAt?: string;
      /** The person; none where it closed by itself */
      closedBy?: string;
      closeReason?: string;
    };
    Incidents: {
      items: components['schemas']['Incident'][];
      nextCursor?: string;
      /** Where an entity was asked for, whether the caller may open one */
      mayOpen?: {
        allowed: boolean;
        sentence: string;
      };
    };
    ElevationInput: {
      entityRef: components['schemas']['EntityRefText'];
      environment: components['schemas']['Environment'];
      level: components['schemas']['TakeoverLevel'];
      /** For how long from the approval on; 60 if not given */
      minutes?: number;
      incident?: components['schemas']['Uuid'];
      /** Why; without an incident, in 20 characters or more */
      reason?: string;
      /** Only these operations, as ids or like `kubernetes:*`; if not given, all that an elevation can cover */
      operations?: string[];
    };
    ElevationState:
      | 'waiting'
      | 'in-force'
      | 'denied'
      | 'withdrawn'
      | 'expired'
      | 'ended';
    ElevationRight: {
      allowed: boolean;
      sentence: string;
    };
    ElevationRequest: {
      id: components['schemas']['Uuid'];
      entityRef: string;
      environment: components['schemas']['Environment'];
      level: components['schemas']['TakeoverLevel'];
      minutes: number;
      reason: string;
      incident?: components['schemas']['Uuid'];
      operations?: string[];
      /** The elevation for which this asks for more time */
      extends?: string;
      digest: components['schemas']['PlanHash'];
      requestedBy: string;
      /** Format: date-time */
      requestedAt: string;
      /**
       * Format: date-time
       * Until when people can answer
       */
      expiresAt: string;
      state: components['schemas']['ElevationState'];
      sentence: string;
      /** Format: date-time */
      from?: string;
      /** Format: date-time */
      until?: string;
      /** Format: date-time */
      endedAt?: string;
      /** The person; none where it ended by itself */
      endedBy?: string;
      endReason?: string;
      /** Who approves has to have signed in just before, for this digest */
      freshPresence: boolean;
      votes: {
        by: string;
        decision: 'approved' | 'denied';
        /** Format: date-time */
        at: string;
        counts: boolean;
        comment?: string;
      }[];
      /** Who else has to agree */
      missing: {
        as: 'sre' | 'owner';
        count: number;
        groups: string[];
      }[];
      mayVote?: components['schemas']['ElevationRight'];
      mayWithdraw?: components['schemas']['ElevationRight'];
      mayRevoke?: components['schemas']['ElevationRight'];
      mayExtend?: components['schemas']['ElevationRight'];
    };
    ElevationRequests: {
      items: components['schemas']['ElevationRequest'][];
      /** For people, by environment, whether the caller may ask, and up to which level */
      mayRequest?: {
        environment: components['schemas']['Environment'];
        allowed: boolean;
        sentence: string;
        /** What can be asked for */
        levels?: components['schemas']['TakeoverLevel'][];
      }[];
    };
    /**
     * What kind of error it is; a code never changes its meaning. An error that Backstage itself gives before the request reaches Understudy, such as a missing sign-in, has none.
     */
    ErrorCode:
      | 'input-invalid'
      | 'not-signed-in'
      | 'not-allowed'
      | 'permission-missing'
      | 'not-found'
      | 'entity-not-found'
      | 'entry-not-found'
      | 'view-not-found'
      | 'not-in-checkpoint'
      | 'tile-not-found'
      | 'cursor-invalid'
      | 'too-many-streams'
      | 'too-many-views'
      | 'ledger-unavailable'
      | 'plan-not-found'
      | 'plan-changed'
      | 'plan-state'
      | 'plan-refused'
      | 'vote-refused'
      | 'not-authorised'
      | 'approval-expired'
      | 'approval-void'
      | 'break-glass-not-offered'
      | 'idempotency-reused'
      | 'too-many-plans'
      | 'people-only'
      | 'presence-missing'
      | 'presence-impossible'
      | 'operation-unknown'
      | 'connector-unavailable'
      | 'policy-unavailable'
      | 'version-not-found'
      | 'freeze-not-found'
      | 'incident-not-found'
      | 'too-many-incidents'
      | 'elevation-not-found'
      | 'no-run-engine'
      | 'conflict'
      | 'too-large'
      | 'too-many-requests'
      | 'catalog-unavailable'
      | 'identity-unavailable'
      | 'permissions-unavailable'
      | 'unavailable'
      | 'internal';
    ErrorBody: {
      error: {
        name: string;
        message: string;
        code?: components['schemas']['ErrorCode'];
      };
      request?: {
        method?: string;
        url?: string;
      };
      response?: {
        statusCode: number;
      };
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      detail?: string;
      code?: components['schemas']['ErrorCode'];
    };
  };
  /** The responses of the document, by name */
  responses: {
    /** The error, as Backstage words it, with a stable code */
    Error: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['ErrorBody'];
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  /** The parameters of the document, by name */
  parameters: {
    elevationId: components['schemas']['Uuid'];
    exportId: string;
    kind: components['schemas']['EntityRefPart'];
    namespace: components['schemas']['EntityRefPart'];
    name: components['schemas']['EntityRefPart'];
    /** Not before this time, which is part of it */
    auditFrom: string;
    /** Before this time, which is no part of it */
    auditTo: string;
    /** One of these catalog entities */
    auditEntityRef: components['schemas']['AuditWord'][];
    /** One of these projects; where an entry names none, its entity is the project */
    auditProject: components['schemas']['AuditWord'][];
    /** One of these environments */
    auditEnvironment: components['schemas']['Environment'][];
    /** One of these clusters */
    auditCluster: components['schemas']['AuditWord'][];
    /** One of these kinds of deeds */
    auditOperationType: components['schemas']['OperationType'][];
    /** One of these actions, such as `kubernetes:scale` */
    auditAction: components['schemas']['AuditWord'][];
    /** Done by one of these people, services or agents */
    auditActor: components['schemas']['AuditWord'][];
    /** Ended in one of these ways */
    auditOutcome: components['schemas']['EntryOutcome'][];
    /** Decided in one of these ways */
    auditDecision: components['schemas']['EntryDecisionName'][];
    /** Decided by one of these rules, among others */
    auditRuleId: components['schemas']['AuditWord'][];
    /** Belongs to this correlation */
    auditCorrelationId: components['schemas']['AuditWord'];
    /** Came through one of these doors */
    auditSource: components['schemas']['EntrySource'][];
    /** Belongs to this plan */
    auditPlanId: components['schemas']['AuditWord'];
    /** One of these kinds of entries */
    auditEntryKind: components['schemas']['EntryKind'][];
    /** Has all of these words in its command, reason, action or resources; the last one may go on */
    auditText: string;
    /** What an earlier page gave as nextCursor, with the same filters */
    cursor: string;
    /** `evidence` adds to each entry the text that was hashed and the salts of what is sealed in it */
    include: 'evidence'[];
    entryId: components['schemas']['Uuid'];
    flagId: components['schemas']['Uuid'];
    planId: components['schemas']['Uuid'];
    /** The ETag of the plan that was looked at; needed */
    ifMatch: string;
    guardrailVersion: number;
    viewId: components['schemas']['Uuid'];
  };
  /** The requestBodies of the document, by name */
  requestBodies: {
    AuditView: {
      content: {
        'application/json': components['schemas']['AuditViewInput'];
      };
    };
  };
  /** The headers of the document, by name */
  headers: never;
  /** The path items of the document, by name */
  pathItems: never;
}
/**
 * The operations of the API, by their id.
 *
 * @public
 */
export interface operations {
  /** What I may do here, and why */
  getMyPermissions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The roles and permissions of the caller, as decided now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MyPermissions'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Every health check with the sentence shown on the Health page */
  getHealth: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The state of each check; a red check is an answer, not an error */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthReport'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** What is known about operating one entity */
  getEntityOperations: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Environments, owner, system type, clusters and the next step */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EntityOperations'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** What was done to one entity last */
  getEntityTimeline: {
    parameters: {
      query?: {
        limit?: number;
        /** What an earlier page gave as nextCursor, with the same filters */
        cursor?: components['parameters']['cursor'];
        /** `evidence` adds to each entry the text that was hashed and the salts of what is sealed in it */
        include?: components['parameters']['include'];
      };
      header?: never;
      path: {
        kind: components['parameters']['kind'];
        namespace: components['parameters']['namespace'];
        name: components['parameters']['name'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The newest entries first; owners of the entity may read it too */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditPage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Entries of the ledger that fit every filter */
  listAuditEntries: {
    parameters: {
      query?: {
        /** Not before this time, which is part of it */
        from?: components['parameters']['auditFrom'];
        /** Before this time, which is no part of it */
        to?: components['parameters']['auditTo'];
        /** One of these catalog entities */
        entityRef?: components['parameters']['auditEntityRef'];
        /** One of these projects; where an entry names none, its entity is the project */
        project?: components['parameters']['auditProject'];
        /** One of these environments */
        environment?: components['parameters']['auditEnvironment'];
        /** One of these clusters */
        cluster?: components['parameters']['auditCluster'];
        /** One of these kinds of deeds */
        operationType?: components['parameters']['auditOperationType'];
        /** One of these actions, such as `kubernetes:scale` */
        action?: components['parameters']['auditAction'];
        /** Done by one of these people, services or agents */
        actor?: components['parameters']['auditActor'];
        /** Ended in one of these ways */
        outcome?: components['parameters']['auditOutcome'];
        /** Decided in one of these ways */
        decision?: components['parameters']['auditDecision'];
        /** Decided by one of these rules, among others */
        ruleId?: components['parameters']['auditRuleId'];
        /** Belongs to this correlation */
        correlationId?: components['parameters']['auditCorrelationId'];
        /** Came through one of these doors */
        source?: components['parameters']['auditSource'];
        /** Belongs to this plan */
        planId?: components['parameters']['auditPlanId'];
        /** One of these kinds of entries */
        kind?: components['parameters']['auditEntryKind'];
        /** Has all of these words in its command, reason, action or resources; the last one may go on */
        text?: components['parameters']['auditText'];
        /** By index, which is the order in which the ledger took them */
        order?: 'newest' | 'oldest';
        limit?: number;
        /** What an earlier page gave as nextCursor, with the same filters */
        cursor?: components['parameters']['cursor'];
        /** `evidence` adds to each entry the text that was hashed and the salts of what is sealed in it */
        include?: components['parameters']['include'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditPage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** One entry, with what it takes to verify it and what was noted on it */
  getAuditEntry: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['entryId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The entry */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditEntryDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Adds a note, which is an entry of its own and changes no other */
  addAuditNote: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['entryId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AuditNoteInput'];
      };
    };
    responses: {
      /** The note is in the ledger */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditNoteReceipt'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** The values that a filter can have, the most frequent first */
  getAuditFacets: {
    parameters: {
      query?: {
        /** Only this one; all if not given */
        field?: components['schemas']['AuditFacetField'];
        /** Only values with this in them, in whatever case */
        contains?: string;
        /** How many values of each */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Values of entries that the caller may see */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditFacets'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** New entries as they come, as server-sent events */
  tailAudit: {
    parameters: {
      query?: {
        /** Not before this time, which is part of it */
        from?: components['parameters']['auditFrom'];
        /** Before this time, which is no part of it */
        to?: components['parameters']['auditTo'];
        /** One of these catalog entities */
        entityRef?: components['parameters']['auditEntityRef'];
        /** One of these projects; where an entry names none, its entity is the project */
        project?: components['parameters']['auditProject'];
        /** One of these environments */
        environment?: components['parameters']['auditEnvironment'];
        /** One of these clusters */
        cluster?: components['parameters']['auditCluster'];
        /** One of these kinds of deeds */
        operationType?: components['parameters']['auditOperationType'];
        /** One of these actions, such as `kubernetes:scale` */
        action?: components['parameters']['auditAction'];
        /** Done by one of these people, services or agents */
        actor?: components['parameters']['auditActor'];
        /** Ended in one of these ways */
        outcome?: components['parameters']['auditOutcome'];
        /** Decided in one of these ways */
        decision?: components['parameters']['auditDecision'];
        /** Decided by one of these rules, among others */
        ruleId?: components['parameters']['auditRuleId'];
        /** Belongs to this correlation */
        correlationId?: components['parameters']['auditCorrelationId'];
        /** Came through one of these doors */
        source?: components['parameters']['auditSource'];
        /** Belongs to this plan */
        planId?: components['parameters']['auditPlanId'];
        /** One of these kinds of entries */
        kind?: components['parameters']['auditEntryKind'];
        /** Has all of these words in its command, reason, action or resources; the last one may go on */
        text?: components['parameters']['auditText'];
        /** Sends what follows this index; without it, and without Last-Event-ID, only what is new */
        after?: number;
        /** `evidence` adds to each entry the text that was hashed and the salts of what is sealed in it */
        include?: components['parameters']['include'];
      };
      header?: {
        /** The index of the last entry that arrived; comes before `after` */
        'Last-Event-ID'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The stream */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Up to 10,000 entries for an incident report or another tool */
  exportAudit: {
    parameters: {
      query: {
        /** Not before this time, which is part of it */
        from?: components['parameters']['auditFrom'];
        /** Before this time, which is no part of it */
        to?: components['parameters']['auditTo'];
        /** One of these catalog entities */
        entityRef?: components['parameters']['auditEntityRef'];
        /** One of these projects; where an entry names none, its entity is the project */
        project?: components['parameters']['auditProject'];
        /** One of these environments */
        environment?: components['parameters']['auditEnvironment'];
        /** One of these clusters */
        cluster?: components['parameters']['auditCluster'];
        /** One of these kinds of deeds */
        operationType?: components['parameters']['auditOperationType'];
        /** One of these actions, such as `kubernetes:scale` */
        action?: components['parameters']['auditAction'];
        /** Done by one of these people, services or agents */
        actor?: components['parameters']['auditActor'];
        /** Ended in one of these ways */
        outcome?: components['parameters']['auditOutcome'];
        /** Decided in one of these ways */
        decision?: components['parameters']['auditDecision'];
        /** Decided by one of these rules, among others */
        ruleId?: components['parameters']['auditRuleId'];
        /** Belongs to this correlation */
        correlationId?: components['parameters']['auditCorrelationId'];
        /** Came through one of these doors */
        source?: components['parameters']['auditSource'];
        /** Belongs to this plan */
        planId?: components['parameters']['auditPlanId'];
        /** One of these kinds of entries */
        kind?: components['parameters']['auditEntryKind'];
        /** Has all of these words in its command, reason, action or resources; the last one may go on */
        text?: components['parameters']['auditText'];
        order?: 'newest' | 'oldest';
        limit?: number;
        format: 'markdown' | 'json' | 'csv';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The entries. Understudy-Complete says whether that is all that fits, Understudy-Scope whether of the whole ledger or of what the caller owns */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/markdown': string;
          'application/x-ndjson': string;
          'text/csv': string;
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** My saved views, and those that others share */
  listAuditViews: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The views, by name */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditViews'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Saves a view */
  createAuditView: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: components['requestBodies']['AuditView'];
    responses: {
      /** The view */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditView'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Changes a view of mine */
  updateAuditView: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        viewId: components['parameters']['viewId'];
      };
      cookie?: never;
    };
    requestBody: components['requestBodies']['AuditView'];
    responses: {
      /** The view */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditView'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Deletes a view of mine */
  deleteAuditView: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        viewId: components['parameters']['viewId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** It is gone */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Error'];
    };
  };
  /** One summary of each day, the newest first */
  listAuditSummaries: {
    parameters: {
      query?: {
        /** Only days before this one */
        before?: components['schemas']['Day'];
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The summaries */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditSummaries'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** The summary of one day, in UTC */
  getAuditSummary: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        day: components['schemas']['Day'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The summary */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditSummary'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** What was begun and whose end is not recorded, the oldest first */
  listOpenIntents: {
    parameters: {
      query?: {
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The intents, and what is known about each */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OpenIntents'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** What was flagged for review, the newest first */
  listReviewFlags: {
    parameters: {
      query?: {
        status?: components['schemas']['ReviewStatus'];
        detector?: components['schemas']['ReviewDetector'];
        assignee?: components['schemas']['AuditWord'];
        /** Whom it is about */
        actor?: components['schemas']['AuditWord'];
        entityRef?: components['schemas']['AuditWord'];
        limit?: number;
        /** What an earlier page gave as nextCursor, with the same filters */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReviewFlags'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** One flag, with all that was done about it */
  getReviewFlag: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        flagId: components['parameters']['flagId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The flag */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReviewFlagDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Assigns, comments, closes, reopens, or hands on to a ticketing system */
  actOnReviewFlag: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        flagId: components['parameters']['flagId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReviewActInput'];
      };
    };
    responses: {
      /** The flag as it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReviewFlagDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** The newest hundred packages, whoever asked for them */
  listEvidenceExports: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The packages, newest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EvidenceExports'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Ask for a package; it is made in the background */
  createEvidenceExport: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EvidenceRequest'];
      };
    };
    responses: {
      /** The package, which waits to be made */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EvidenceExport'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** How far a package is */
  getEvidenceExport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        exportId: components['parameters']['exportId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The package */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EvidenceExport'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Stop making a package */
  cancelEvidenceExport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        exportId: components['parameters']['exportId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The package; while it is being made it stops within seconds */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EvidenceExport'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** The zip, for `understudy audit verify` */
  downloadEvidenceExport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        exportId: components['parameters']['exportId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The zip */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': string;
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** What was found wrong with the ledger and is not resolved */
  listLedgerAlarms: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The open alarms, oldest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerAlarms'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Say what was found, so that work can go on */
  resolveLedgerAlarm: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['entryId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LedgerReason'];
      };
    };
    responses: {
      /** The alarms that are still open */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerAlarms'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** The newest full verifications, and what each has shown */
  listLedgerVerifications: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The newest ten, newest first; one without an end is running */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerVerifications'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Verify all of the ledger in the background */
  startLedgerVerification: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The newest ten */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerVerifications'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Take sealed values out of an entry, for good */
  redactAuditEntry: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['entryId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RedactionInput'];
      };
    };
    responses: {
      /** The entry that records it */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Redaction'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** How far the log is, and how far each place outside has accepted it */
  getLedgerStatus: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** What this server says; pin the keys from elsewhere */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerStatus'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** The newest checkpoint, a signed note */
  getLedgerCheckpoint: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A C2SP checkpoint */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** That an entry stands in the newest checkpoint, as a file of its own */
  getLedgerEntryProof: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        index: components['schemas']['LedgerIndex'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A C2SP transparency log proof */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** The same for several entries at once */
  getLedgerProofs: {
    parameters: {
      query: {
        index: components['schemas']['LedgerIndex'][];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Proofs for those that the newest checkpoint covers */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerProofs'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** That a later tree only added to an earlier one */
  getLedgerConsistency: {
    parameters: {
      query: {
        /** The size of the earlier tree; an empty one needs no proof */
        from: number;
        /** The size of the later tree; that of the newest checkpoint if not given */
        to?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The proof */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerConsistency'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Hashes of the tree, or entries as they were hashed */
  getLedgerTile: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        level: string;
        tile: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The bytes of the tile */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Plans, the newest first */
  listPlans: {
    parameters: {
      query?: {
        state?: components['schemas']['PlanState'][];
        entityRef?: components['schemas']['EntityRefText'];
        requestedBy?: components['schemas']['EntityRefText'];
        environment?: components['schemas']['Environment'];
        limit?: number;
        /** What an earlier page gave as nextCursor, with the same filters */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanPage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Makes a plan, previews it and decides about it */
  createPlan: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanInput'];
      };
    };
    responses: {
      /** The plan */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Makes a plan of exported JSON */
  importPlan: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** What an export gave */
          document: {
            [key: string]: unknown;
          };
          entityRef?: components['schemas']['EntityRefText'];
        };
      };
    };
    responses: {
      /** The plan */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** One plan with targets, previews, decision, approvals and what you may do */
  getPlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The plan */
      200: {
        headers: {
          /** The plan as it is now */
          ETag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** A plan as it was */
  getPlanRevision: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
        revision: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The revision, which never changes */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanRevision'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Changes a plan by making its next revision; approvals so far are void */
  revisePlan: {
    parameters: {
      query?: never;
      header?: {
        /** The ETag of the plan that was looked at; needed */
        'If-Match'?: components['parameters']['ifMatch'];
      };
      path: {
        planId: components['parameters']['planId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanInput'];
      };
    };
    responses: {
      /** The plan with its new revision */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Resolves and previews again */
  previewPlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The plan */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Asks for what is still needed before the plan may run */
  requestPlanApproval: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanHashInput'];
      };
    };
    responses: {
      /** The plan, which may be approved at once where nothing else is needed */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Approves or denies exactly this plan, or withdraws */
  votePlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['VoteInput'];
      };
    };
    responses: {
      /** The plan with the vote */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Asks the requester something, or answers */
  askAboutPlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          text: string;
        };
      };
    };
    responses: {
      /** The plan with the question */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Tells the next one on call, or somebody by name, that approval is asked for */
  pageForPlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** The person; if not given, the next one on call who was not told */
          to?: components['schemas']['EntityRefText'];
        };
      };
    };
    responses: {
      /** The plan, with who was told */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Authorises the plan without a quorum, loudly and with a review */
  breakGlass: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BreakGlassInput'];
      };
    };
    responses: {
      /** The plan, authorised */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Starts an approved plan; its authorisation is used up */
  startPlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanHashInput'];
      };
    };
    responses: {
      /** The plan */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Cancels a plan, or asks its run to stop */
  cancelPlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
        };
      };
    };
    responses: {
      /** The plan */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlanDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** A plan as JSON that another installation can import */
  exportPlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        planId: components['parameters']['planId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The newest revision */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** The inbox, what waits for approval, the most urgent first */
  listApprovals: {
    parameters: {
      query?: {
        /** `me`: only what I can still approve; `all`: everything that waits */
        for?: 'me' | 'all';
        entityRef?: components['schemas']['EntityRefText'];
        limit?: number;
        /** What an earlier page gave as nextCursor, with the same filters */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApprovalPage'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Whether I have proven lately that I am there, for exactly this plan */
  getPresence: {
    parameters: {
      query: {
        planHash: components['schemas']['PlanHash'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Whether it is proven, until when, and how to prove it */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Presence'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Begins to prove that I am there, by signing in again */
  beginPresence: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlanHashInput'];
      };
    };
    responses: {
      /** Where to sign in */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PresenceChallenge'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Where the identity provider sends the browser after signing in */
  finishPresence: {
    parameters: {
      query: {
        state: string;
        code?: string;
        iss?: string;
        error?: string;
        error_description?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page that says what was proven */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
      /** A page that says why nothing was proven */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': string;
        };
      };
    };
  };
  /** Who is called now for one entity in one environment */
  getOnCall: {
    parameters: {
      query: {
        entityRef: components['schemas']['EntityRefText'];
        environment: components['schemas']['Environment'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The people in the order in which they are called */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OnCall'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Incidents, the newest first */
  listIncidents: {
    parameters: {
      query?: {
        entityRef?: components['schemas']['EntityRefText'];
        /** Only those; all if not given */
        state?: components['schemas']['IncidentState'];
        limit?: number;
        /** What an earlier page gave as nextCursor, with the same filters */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Incidents'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Opens an incident, or answers the one that is open */
  openIncident: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IncidentInput'];
      };
    };
    responses: {
      /** The incident; the one that was open if the title is the same */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Incident'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Closes an incident */
  closeIncident: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        incidentId: components['schemas']['Uuid'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
        };
      };
    };
    responses: {
      /** The incident, closed */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Incident'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** What plans can be made of */
  listOperations: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Each operation with the JSON schema of its input */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OperationList'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** The clusters that connectors reach, and their environments */
  listClusters: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The clusters */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ClusterList'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** How far software may act by itself for one entity, by environment */
  getLevels: {
    parameters: {
      query: {
        entityRef: components['schemas']['EntityRefText'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** Levels, what waits for approval, and the history */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Levels'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Changes a level; down at once, up once another person has approved it */
  setLevel: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LevelInput'];
      };
    };
    responses: {
      /** The levels */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Levels'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Approves, denies or withdraws a change of level */
  voteLevelChange: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        changeId: components['schemas']['Uuid'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          decision: 'approve' | 'deny' | 'withdraw';
          comment?: string;
        };
      };
    };
    responses: {
      /** The levels */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Levels'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Elevations of one entity, the newest first */
  listElevations: {
    parameters: {
      query: {
        entityRef: components['schemas']['EntityRefText'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** What is asked for, what is in force, and the last that ended */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ElevationRequests'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Asks for a higher level of software for a short time */
  requestElevation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ElevationInput'];
      };
    };
    responses: {
      /** The request; it waits for other people */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ElevationRequest'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Approves, denies or withdraws a request */
  voteElevation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        elevationId: components['parameters']['elevationId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          decision: 'approve' | 'deny' | 'withdraw';
          digest: components['schemas']['PlanHash'];
          comment?: string;
        };
      };
    };
    responses: {
      /** The request as it stands now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ElevationRequest'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Asks for more time, once; it needs approval anew */
  extendElevation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        elevationId: components['parameters']['elevationId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          minutes?: number;
          reason: string;
        };
      };
    };
    responses: {
      /** The request for more time */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ElevationRequest'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Ends an elevation at once */
  revokeElevation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        elevationId: components['parameters']['elevationId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
        };
      };
    };
    responses: {
      /** The elevation, ended */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ElevationRequest'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** What is frozen now or will be */
  listFreezes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The freezes that have not ended, the newest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Freezes'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Stops writes, everywhere or in one environment or for one entity */
  freeze: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FreezeInput'];
      };
    };
    responses: {
      /** It holds from now on */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Freeze'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Ends a freeze */
  unfreeze: {
    parameters: {
      query: {
        reason: string;
      };
      header?: never;
      path: {
        freezeId: components['schemas']['Uuid'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** It has ended */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['Error'];
    };
  };
  /** The guardrails that hold now */
  getGuardrails: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The active version */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GuardrailVersionDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** All versions of the guardrails, the newest first */
  listGuardrailVersions: {
    parameters: {
      query?: {
        limit?: number;
        /** What an earlier page gave as nextCursor, with the same filters */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GuardrailVersions'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Drafts a new version; nothing holds until it is activated */
  draftGuardrails: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GuardrailDraft'];
      };
    };
    responses: {
      /** The draft */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GuardrailVersionDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** One version, and how it differs from the active one */
  getGuardrailVersion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        version: components['parameters']['guardrailVersion'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The version */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GuardrailVersionDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Votes for a version, or goes back to an earlier one */
  activateGuardrails: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        version: components['parameters']['guardrailVersion'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** The digest of the version that was looked at */
          digest: string;
          reason: string;
        };
      };
    };
    responses: {
      /** The version, active if that was the last vote needed */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GuardrailVersionDetail'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** What other guardrails would have decided lately */
  simulateGuardrails: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version?: number;
          data?: components['schemas']['GuardrailData'];
          days?: number;
        };
      };
    };
    responses: {
      /** Which decisions would have been others */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GuardrailSimulation'];
        };
      };
      default: components['responses']['Error'];
    };
  };
  /** Whether policy can be evaluated, and by what */
  getPolicyStatus: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The state of the policy engine */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PolicyStatus'];
        };
      };
      default: components['responses']['Error'];
    };
  };
}
