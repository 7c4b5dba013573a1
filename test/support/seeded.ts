import fc from 'fast-check'

/** A property without a seed of its own has this one: a run of the tests can be repeated. */
fc.configureGlobal({ seed: 20261129 })
