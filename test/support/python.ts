/** The Python that has PyTorch: PYTHON where it is set, else the system's (Debian: python3-torch), else the one in the path. */
import { spawnSync } from 'node:child_process'

const pythons = process.env.PYTHON ? [process.env.PYTHON] : ['/usr/bin/python3', 'python3']

/** Undefined where none has PyTorch: what runs exported Python is skipped then. */
export const python = pythons.find((path) => spawnSync(path, ['-c', 'import torch']).status === 0)
if (!python)
  console.warn(
    `The exported Python is NOT run: ${pythons.join(' and ')} have no PyTorch (Debian: apt install python3-torch; or set PYTHON).`,
  )

/** Why tests are skipped, behind the name of a suite. */
export const because = python ? '' : ' (skipped: no Python with PyTorch here)'
