import { approvalsMessages } from './approvalsMessages';
import { auditMessages } from './auditMessages';
import { auditPageMessages } from './auditPageMessages';
import { evidenceMessages } from './evidenceMessages';
import { guardrailsMessages } from './guardrailsMessages';
import { pathMessages } from './pathMessages';
import { plansMessages } from './plansMessages';
import { policiesMessages } from './policiesMessages';
import { presenceMessages } from './presenceMessages';
import { proofMessages } from './proofMessages';

/** Every sentence of the screens, in English; translations replace them by key. */
export const messages = {
  console: {
    overview: 'Overview',
    approvals: 'Approvals',
    plans: 'Plans',
    policies: 'Policies',
    audit: 'Audit',
    reviews: 'Reviews',
    summaries: 'Summaries',
    health: 'Health',
  },
  common: {
    copy: 'Copy',
    copied: 'Copied',
    copyOf: 'Copy {{what}}',
    tryAgain: 'Try again',
    loading: 'Asking the Understudy backend …',
    details: 'What the server said: {{message}}',
    openHealth: 'Open Health',
    learnMore: 'Read more',
    open: 'Open',
    linkAbout: 'Open: {{about}}',
  },
  problem: {
    'backend-missing': {
      title: 'The Understudy backend is not installed here',
      sentence:
        'This page is there, but nothing answers behind it. An administrator adds @understudy/plugin-understudy-backend to the backend of this Backstage.',
    },
    unreachable: {
      title: 'The Understudy backend cannot be reached',
      sentence:
        'No answer came. It may be starting, or the connection is down. Nothing was changed.',
    },
    'signed-out': {
      title: 'You are signed out',
      sentence: 'Your session has ended. Sign in again, then try again.',
    },
    'not-found': {
      title: 'The backend does not know this entity',
      sentence:
        'It may be new and not read yet, or you may not be allowed to see it in the catalog.',
    },
    failed: {
      title: 'The Understudy backend could not answer',
      sentence: 'The answer was an error. Nothing was changed.',
    },
    denied: {
      title: 'You may not see this',
      sentence:
        'Your roles do not include it. An administrator gives roles to groups in understudy.roles.',
    },
  },
  partial: {
    permissions:
      'What you may do here is not known right now. The rest of this page is.',
    owned:
      'Your entities could not be read from the catalog. The rest of this page is current.',
    health: 'The state of the checks is not known right now.',
    row: 'Not known right now',
  },
  environment: {
    development: 'Development',
    test: 'Test',
    'pre-production': 'Pre-production',
    production: 'PRODUCTION',
    clusters_one: 'cluster {{names}}',
    clusters_other: 'clusters {{names}}',
    namespace: 'namespace {{name}}',
    readsOnly: 'this page only reads',
    assumed: 'not known to this Backstage, so production rules hold',
    alsoIn: 'also in {{names}}',
  },
  level: {
    atMost: '{{level}} at most',
    L1_OBSERVATION: 'Observation',
    L2_SUGGESTION: 'Suggestion',
    L3_SEMI_AUTO: 'Semi-Auto',
    L4_AUTO: 'Auto',
    L5_FULLY_AUTONOMOUS: 'Fully Autonomous',
  },
  operations: {
    title: 'Operations',
    nextStep: 'Next step',
    exampleFor: 'the example',
    about: 'What is known',
    owner: 'Owner',
    ownerNone: 'No owner in the catalog',
    youOwnIt: 'You are an owner',
    youDoNotOwnIt: 'You are not an owner',
    systemType: 'System type',
    systemTypeDeveloped: 'Developed with Understudy',
    systemTypeExisting: 'Existing, adopted as it is',
    sourceAnnotation: 'said by the annotation understudy/system-type',
    sourceDefault: 'assumed, since no annotation says so',
    environments: 'Environments',
    environmentsHint:
      'How far software may ever go by itself, and what a write asks for.',
    noEnvironmentsTitle: 'No environment yet',
    noEnvironmentsSentence:
      'An environment follows from the clusters it runs in, and none is known.',
    noClusterHere: 'No cluster of this entity',
    clusters: 'Clusters',
    noClustersTitle: 'No cluster is named',
    noClustersSentence:
      'Annotations of the entity say where it runs. Until then nothing here touches a cluster.',
    configured: 'Known here',
    notConfigured: 'Not configured',
    configuredSentence: 'This Backstage knows the cluster.',
    notConfiguredSentence:
      'An annotation names it, but this Backstage has no such cluster.',
    environmentOf: '{{environment}}, by configuration',
    environmentAssumed: 'No environment lists it: production rules hold',
    namespaceOf: 'Namespace {{name}}',
  },
  permissions: {
    title: 'What you may do here',
    decidedNow: 'As decided right now for {{user}}.',
    frameworkOff:
      'The permission framework of this Backstage is off: plain reads work, everything else is closed.',
    allowed: 'Allowed',
    refused: 'Refused',
    countAllowed: '{{allowed}} of {{total}}',
    look: 'Look',
    act: 'Plan and act',
    approve: 'Approve',
    govern: 'Govern',
    other: 'Other',
  },
  overview: {
    title: 'Overview',
    lead: 'It watches first, then takes over exactly as far as you let it.',
    you: 'Who you are here',
    signedInAs: 'Signed in as',
    roles: 'Your roles',
    roleVia: 'through {{group}}',
    mayNot: 'You may not',
    mayAll: 'Every permission is yours.',
    noRolesTitle: 'You have no role yet',
    noRolesSentence:
      'You can look, and nothing more. An administrator gives a group of yours a role in the configuration:',
    roleExample: 'the example for app-config.yaml',
    healthAllOk_one: 'The one check is fine',
    healthAllOk_other: 'All {{count}} checks are fine',
    healthNotOk_one: '1 of {{total}} checks wants a look',
    healthNotOk_other: '{{count}} of {{total}} checks want a look',
    owned: 'Your entities',
    ownedHint: 'Owned by you or one of your groups, with where they run.',
    ownedNoneTitle: 'You own nothing in the catalog',
    ownedNoneSentence:
      'An entity belongs to you when its owner is you or a group you are in. You can still open any entity.',
    andMore_one: 'and one more in the catalog',
    andMore_other: 'and {{count}} more in the catalog',
    noCluster: 'no cluster named',
    tryFirst: 'What to try first',
    tryOwned: 'Open the Operations tab of {{name}}',
    tryOwnedWhy:
      'It says where it runs, who owns it and what you may do there.',
    tryHealth: 'Look at Health',
    tryHealthWhy:
      'Each check says what it stops while it is not fine, and what to do.',
  },
  health: {
    title: 'Health',
    ok: 'Fine',
    attention: 'Look at this',
    failed: 'Failed',
    summaryOk: 'Everything that is checked is fine.',
    summaryAttention_one: 'It works; one check wants a look.',
    summaryAttention_other: 'It works; {{count}} checks want a look.',
    summaryFailed_one: 'One check failed. {{stops}}',
    summaryFailed_other: '{{count}} checks failed. {{stops}}',
    checkedAt: 'Checked {{time}}',
    refresh: 'Check again',
    refreshing: 'Checking …',
    copyAsText: 'Copy as text',
    do: 'What to do',
    stopsNow: {
      nothing: 'Nothing stops.',
      writes: 'Every write is closed.',
      'sensitive-reads': 'Sensitive reads are closed.',
      everything: 'Nothing of Understudy works.',
    },
    stopsIf: {
      nothing: 'If it fails, nothing stops.',
      writes: 'If it fails, every write is closed.',
      'sensitive-reads': 'If it fails, sensitive reads are closed.',
      everything: 'If it fails, nothing of Understudy works.',
    },
    since: 'since {{time}}',
    noneTitle: 'No check is installed',
    noneSentence: 'The backend answered, and it has nothing to check.',
  },
  ...approvalsMessages,
  ...auditMessages,
  ...auditPageMessages,
  ...evidenceMessages,
  ...guardrailsMessages,
  ...pathMessages,
  ...plansMessages,
  ...policiesMessages,
  ...presenceMessages,
  ...proofMessages,
} as const;
