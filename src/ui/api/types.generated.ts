// Generated from openapi.json by `npm run -s atrium -- openapi`. Do not edit by hand.

export type Problem = {
  type?: string
  title?: string
  status: number
  code: string
  message: string
  fields?: {
    field?: string
    message?: string
  }[]
}

export interface Api {
}
