/** Commands as the texts of holds name them. */
export const UNDO = '`keyturn undo --user USER`';
export const RELEASE = '`keyturn resolve --user USER --release --reason TEXT`';
export const FORCE = '`keyturn force --user USER --reason TEXT --enforce`';
