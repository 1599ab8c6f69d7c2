declare module '@20minutes/s3rver' {
  /** The stand-in of a store, for tests. */
  export default class S3rver {
    constructor(options: Record<string, unknown>)
    run(): Promise<unknown>
    close(): Promise<void>
  }
}
