/** The PostgreSQL that Atrium brings along: docs/operate/postgresql.md says what an operator should know of it. */
export { borrowEmbedded } from './borrow-embedded.ts'
export { claimDataFolder } from './data-folder.ts'
export { LaunchError } from './launch-error.ts'
export { startEmbedded, type Embedded, type EmbeddedOptions } from './start-embedded.ts'
