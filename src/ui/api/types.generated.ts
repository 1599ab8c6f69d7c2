// Generated from openapi.json by `npm run -s atrium -- openapi`. Do not edit by hand.
export interface Api {}
