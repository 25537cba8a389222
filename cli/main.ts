#!/usr/bin/env node
import { credaudit } from './credaudit.ts'

process.exitCode = await credaudit(process.argv.slice(2))
