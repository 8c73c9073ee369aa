export interface Config {
  understudy?: {
    practice?: {
      identity?: {
        /** The people that the sign-in page names; without them it speaks of a real issuer. */
        people?: Array<{
          /** @visibility frontend */
          name?: string;
          /** @visibility frontend */
          about?: string;
        }>;
      };
    };
  };
}
