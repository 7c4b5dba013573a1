/** The workers among which a batch is divided, as the one that trains sees them. */
import type { Engine, Port } from '../../../src/index.ts'

/** A helper as it is asked: its port hands on what it answers. */
export const helperPort = (port: MessagePort): Port => port as unknown as Port

/** This worker as one that computes a share: it answers when all have been asked. */
export function ownPort(engine: Engine): Port {
  const port: Port = {
    onmessage: null,
    postMessage: (asked) => {
      if (!('parameters' in asked)) return port.onmessage?.({ data: { prepared: true } })
      const { loss, gradient } = engine.gradient(asked.parameters, asked.indices)
      port.onmessage?.({ data: { loss, gradient: gradient.slice() } })
    },
  }
  return port
}

/** Lets messages in. A timer would wait four milliseconds. */
export function breath(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      done()
    }
    port2.postMessage(null)
  })
}
