import { existsSync } from 'node:fs'
import { build, preview } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    address: string
  }
}

/** Serves the built app, from a sub-path, as any static host would. */
export default async function serve(project: TestProject) {
  if (!existsSync('dist/index.html')) {
    // The test runner has named itself there, and React would be built for development: larger, and slower.
    const { NODE_ENV } = process.env
    process.env.NODE_ENV = 'production'
    await build({ logLevel: 'warn' })
    process.env.NODE_ENV = NODE_ENV
  }
  const server = await preview({
    base: '/some/where/',
    logLevel: 'warn',
    // A page that asks anew for each file at each load takes a quarter longer to load.
    preview: { port: 0, host: '127.0.0.1', headers: { 'Cache-Control': 'max-age=3600' } },
  })
  const address = server.resolvedUrls?.local[0]
  if (!address) throw new Error('expected the preview server to have an address')
  project.provide('address', address)
  return () => server.close()
}
