/** A person to sign in as. */
export interface PracticePerson {
  /** The full reference of the catalog user. */
  user: string;
  /** The e-mail address that the catalog knows the user by. */
  email: string;
  /** The name to show. */
  name: string;
  /** What the person does and may do, in one line. */
  about?: string;
}

/** The OAuth client that the practice identity provider serves: the auth plugin of the same backend, and Understudy beside it. */
export interface PracticeClient {
  id: string;
  secret: string;
  /** Where the auth plugin waits for people to come back. */
  redirectUri: string;
  /** Where Understudy waits for people who sign in again to prove that they are there. */
  presenceRedirectUri: string;
}

/** What the practice identity provider is made of. */
export interface PracticeIdentity {
  /** Its address, which is also the name that it issues tokens under. */
  issuer: string;
  port: number;
  people: readonly PracticePerson[];
  client: PracticeClient;
}
