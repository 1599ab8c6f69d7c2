/** Why the embedded database can't be started: one plain sentence that says the way out. */
export class LaunchError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'LaunchError'
  }
}
