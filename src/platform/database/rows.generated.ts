// Generated from the migrated database by `npm run -s atrium -- schema`; do not edit.
// eslint-disable-next-line
export type DB = any
