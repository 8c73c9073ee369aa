/**
 * Who did something.
 *
 * @public
 */
export interface EntryActor {
  /** A person, a service of ours or another's, or software that acts by itself. */
  type: 'user' | 'service' | 'agent';
  /** The entity reference of a person, or the name of a service or agent. */
  id: string;
  /** The name that people read; sealed, so that it can be redacted. */
  display?: string;
  /** The account of another system that stands for the actor, such as a Slack user. */
  mappedFrom?: string;
  /** The person behind an agent or a service. */
  onBehalfOf?: string;
}
