export interface Config {
  understudy?: {
    ledger?: {
      /**
       * The keys that the pages accept on a checkpoint of the ledger, as
       * `name+id+key`: those of the log, and those of witnesses. Taken from where
       * the log was set up, never from the server that is being checked. Without
       * them a page cannot say who signed.
       * @deepVisibility frontend
       */
      verifierKeys?: string[];
    };
  };
}
