import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

// A mail server that takes everything and keeps nothing, in a process of its own: forked by messages.bench.ts.
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    stream.on('data', () => {})
    stream.on('end', () => done())
  },
})
server.on('error', () => {})
server.listen(0, '127.0.0.1', () => process.send!((server.server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit(0))
