/**
 * Where in a package an auditor may look for what a framework asks about. It is
 * data, made to be edited: an installation brings its own.
 *
 * @public
 */
export interface ControlMapping {
  /** The name of its file, without `.json`; lower case letters, digits, hyphens. */
  id: string;
  /** The framework. */
  framework: string;
  /** What the mapping is worth. */
  note: string;
  /** The controls of the framework that the package can say something about. */
  controls: Array<{
    /** The framework's own number. */
    id: string;
    /** What it is about, in our words. */
    about: string;
    /** Which files, and what to look for in them. */
    look: string;
  }>;
}
