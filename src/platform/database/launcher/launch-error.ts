/** Why the embedded database can't be started: one plain sentence that says the way out. */
export class LaunchError extends Error {
  readonly code: 'in_use' | 'refused'

  constructor(message: string, code: LaunchError['code'] = 'refused') {
    super(message)
    this.name = 'LaunchError'
    this.code = code
  }
}
