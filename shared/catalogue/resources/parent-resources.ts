import { textParameterOf } from '../events/call.ts'
import { escapeForPolicy, nameOrAny } from './policy-text.ts'
import { arnOf } from './special.ts'
import type { Special } from './special.ts'

// A snapshot is under the cluster that it was made of, not under the one that is made of it.
export const redshiftRestore: Special = (call) => {
  const snapshot = textParameterOf(call, 'snapshotIdentifier')
  const cluster = textParameterOf(call, 'clusterIdentifier')
  if (snapshot === undefined || cluster === undefined) return undefined
  const from = nameOrAny(textParameterOf(call, 'snapshotClusterIdentifier'))
  return [
    arnOf(call, 'redshift', `cluster:${escapeForPolicy(cluster)}`),
    arnOf(call, 'redshift', `snapshot:${from}/${escapeForPolicy(snapshot)}`),
  ]
}

// Tokens of Apache Airflow are given for a role in the environment that the call names (Amazon MWAA user guide, "Accessing an environment").
export const airflowRole: Special = (call) => {
  const environment = textParameterOf(call, 'name')
  return environment === undefined ? undefined : [arnOf(call, 'airflow', `role/${escapeForPolicy(environment)}/*`)]
}
