/** The version of this package, as `keyturn --version` prints it. */
export const VERSION = '0.1.0';
