import { startSimulatedAws } from './aws.ts'

/** The simulated AWS in a process of its own, so that it costs those that are measured neither time nor memory. */
const { plan, weather } = JSON.parse(process.argv[2] ?? '{}')
const aws = await startSimulatedAws(plan, weather)
process.on('message', () => process.send?.(aws.figures()))
process.on('disconnect', () => process.exit())
process.send?.(aws.endpoint)
