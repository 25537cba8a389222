import { normalName } from '../events/parameter-leaves.ts'

/** An ARN template of the Service Authorization Reference, taken apart: text and placeholders in turn. */
export interface ArnTemplate {
  readonly type: string
  readonly pieces: readonly Piece[]
  /** Placeholders that are not partition, Region or account. */
  readonly names: readonly string[]
  /** The third part of the ARN, which need not be the service of the action. */
  readonly service: string
  readonly matches: (arn: string) => boolean
  /** With a wildcard for every name. The last answer is remembered: calls of one place come one after the other. */
  readonly wildcardIn: (scope: ArnScope) => string
}
type Piece = { readonly text: string } | { readonly placeholder: string }

const SCOPE: ReadonlySet<string> = new Set(['Partition', 'Region', 'Account'])

// A bucket's ARN ends with its name; every other last part may hold slashes of its own (paths, keys, log groups).
const patternOf = (placeholder: string, isLast: boolean): string => {
  if (placeholder === 'Partition') return '[^:]+'
  if (placeholder === 'Region' || placeholder === 'Account') return '[^:]*'
  if (placeholder === 'BucketName') return '[^/:]+'
  return isLast ? '.+' : '[^:]+?'
}

const quote = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`)

const piecesOf = (arn: string): readonly Piece[] =>
  arn
    .split(/(\$\{[^}]*\})/u)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('${') ? { placeholder: part.slice(2, -1) } : { text: part }))

export const compileTemplate = (type: string, arn: string): ArnTemplate => {
  const pieces = piecesOf(arn)
  const last = pieces.length - 1
  const body = pieces.map((piece, index) =>
    'text' in piece ? quote(piece.text) : patternOf(piece.placeholder, index === last),
  )
  const pattern = new RegExp(`^${body.join('')}$`, 'su')
  const names = pieces.flatMap((piece) =>
    'placeholder' in piece && !SCOPE.has(piece.placeholder) ? [piece.placeholder] : [],
  )
  return {
    type,
    pieces,
    names,
    wildcardIn: wildcardFor(pieces),
    service: arn.split(':', 3)[2] ?? '',
    // Every template begins with the prefix; most texts that are looked at do not.
    matches: (text) => text.startsWith('arn:') && text.length <= 2_048 && pattern.test(text),
  }
}

export interface ArnScope {
  readonly partition: string
  readonly region: string
  readonly account: string
}

const scopeValue = (placeholder: string, scope: ArnScope): string | undefined => {
  if (placeholder === 'Partition') return scope.partition
  if (placeholder === 'Region') return scope.region
  return placeholder === 'Account' ? scope.account : undefined
}

const wildcardFor = (pieces: readonly Piece[]): ArnTemplate['wildcardIn'] => {
  let last: (ArnScope & { readonly arn: string }) | undefined
  return ({ partition, region, account }) => {
    if (last?.partition === partition && last.region === region && last.account === account) return last.arn
    const arn = fillTemplate({ pieces }, { partition, region, account }, NOTHING)
    last = { partition, region, account, arn }
    return arn
  }
}

const NOTHING: ReadonlyMap<string, string> = new Map()

/** The template with these values; a placeholder without one becomes `*`. */
export const fillTemplate = (
  { pieces }: Pick<ArnTemplate, 'pieces'>,
  scope: ArnScope,
  values: ReadonlyMap<string, string>,
): string => {
  let arn = ''
  for (const piece of pieces)
    arn += 'text' in piece ? piece.text : (scopeValue(piece.placeholder, scope) ?? values.get(piece.placeholder) ?? '*')
  return arn
}

const SUFFIX = /(?:identifier|name|id|arn)$/u

// What services call the thing that the reference calls otherwise.
const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    accesspointname: ['name', 'accesspoint'],
    alarmname: ['alarmnames', 'alarm'],
    alias: ['aliasname'],
    autoscalinggroupfriendlyname: ['autoscalinggroupname', 'autoscalinggroupnames'],
    bucketname: ['bucketname', 'bucket'],
    cachepolicyid: ['id'],
    certificateid: ['certificatearn'],
    clustername: ['cluster', 'clustername', 'clusteridentifier', 'name', 'clusters', 'clusterarn'],
    containerinstanceid: ['containerinstance', 'containerinstances'],
    dbclusterinstancename: ['dbclusteridentifier'],
    dbinstancename: ['dbinstanceidentifier'],
    detectorid: ['detectorid'],
    distributionid: ['id', 'distributionid'],
    documentname: ['documentname', 'name'],
    eventbusname: ['eventbusname', 'name'],
    filesystemid: ['filesystemid'],
    functionname: ['functionname'],
    functionid: ['functionname'],
    groupnamewithpath: ['groupname'],
    id: ['id'],
    imageid: ['imageid', 'imageids'],
    instanceid: ['instanceid', 'instanceids', 'target'],
    instanceprofilenamewithpath: ['instanceprofilename'],
    keyid: ['keyid', 'targetkeyid', 'keyarn', 'kmskeyid'],
    keypairname: ['keyname'],
    launchconfigurationname: ['launchconfigurationname'],
    logdestinationname: ['destinationname'],
    loggroupname: ['loggroupname', 'loggroupidentifier', 'loggroupnames', 'loggrouparn'],
    mfatokenid: ['serialnumber'],
    mfatokenidwithpath: ['virtualmfadevicename', 'serialnumber'],
    modelid: ['modelid'],
    objectname: ['key', 'objectname'],
    parameternamewithoutleadingslash: ['name', 'names', 'path'],
    policynamewithpath: ['policyname', 'policyarn'],
    projectname: ['projectname', 'name', 'names'],
    queuename: ['queueurl', 'queuename'],
    registryid: ['registryid'],
    relativeid: ['tablename', 'clustername'],
    repositoryname: ['repositoryname'],
    resourceid: [],
    resourcename: [],
    rolenamewithpath: ['rolename', 'rolearn'],
    rulename: ['rule', 'name', 'rulename'],
    samlprovidername: ['samlproviderarn', 'name'],
    oidcprovidername: ['openidconnectproviderarn'],
    secretid: ['secretid', 'name', 'secretarn', 'secretidlist'],
    securitygroupid: ['groupid', 'securitygroupid', 'groupids', 'securitygroupids', 'securitygroups'],
    servercertificatenamewithpath: ['servercertificatename'],
    servicename: ['servicename', 'service', 'services'],
    snapshotid: ['snapshotid', 'snapshotids'],
    snapshotname: ['dbsnapshotidentifier', 'sourcedbsnapshotidentifier'],
    clustersnapshotname: [
      'dbclustersnapshotidentifier',
      'sourcedbclustersnapshotidentifier',
      'finaldbclustersnapshotidentifier',
    ],
    clusterparametergroupname: ['dbclusterparametergroupname'],
    parametergroupname: ['dbparametergroupname', 'cacheparametergroupname'],
    securitygroupname: ['dbsecuritygroupname', 'cachesecuritygroupname', 'clustersecuritygroupname'],
    subscriptionname: ['subscriptionname'],
    stackname: ['stackname', 'stackid'],
    statemachinename: ['statemachinename', 'name', 'statemachinearn'],
    streamname: ['streamname', 'streamarn', 'deliverystreamname'],
    subnetgroupname: ['dbsubnetgroupname', 'cachesubnetgroupname', 'clustersubnetgroupname'],
    subnetid: ['subnetid', 'subnetids'],
    tablename: ['tablename', 'tablearn'],
    targetgroupname: ['name'],
    taskdefinitionfamilyname: ['family', 'taskdefinition'],
    taskid: ['task', 'tasks'],
    topicname: ['topicarn', 'name'],
    trailname: ['name', 'trailname', 'trailnamelist'],
    userid: ['userid'],
    usernamewithpath: ['username'],
    vaultname: ['vaultname', 'backupvaultname'],
    volumeid: ['volumeid', 'volumeids'],
    vpcid: ['vpcid', 'vpcids'],
    workgroupname: ['workgroup', 'name'],
  }),
)

const GENERIC: ReadonlySet<string> = new Set([
  'id',
  'name',
  'resourceid',
  'resourcename',
  'identifier',
  'resource',
  'relativeid',
  'arn',
])

const pluralOf = (stem: string): string => {
  if (/[^aeou]y$/u.test(stem)) return `${stem.slice(0, -1)}ies`
  return /(?:ch|sh|s|x)$/u.test(stem) ? `${stem}es` : `${stem}s`
}

/** Normalised parameter names under which a placeholder's value may be sent, the likeliest first. Only the last one bears the type's own name. */
export const parameterNamesOf = (placeholder: string, type: string, isLast: boolean): readonly string[] => {
  const name = normalName(placeholder)
  const bareType = normalName(type)
  const base = name.replace(/withpath$/u, '').replace(SUFFIX, '')
  const around = (stem: string): readonly string[] =>
    stem === ''
      ? []
      : [
          `${stem}id`,
          `${stem}name`,
          `${stem}identifier`,
          `${stem}arn`,
          stem,
          `${stem}ids`,
          `${stem}names`,
          `${stem}arns`,
          pluralOf(stem),
        ]
  const own = GENERIC.has(name) ? [] : [name, `${name}s`]
  const named = [
    ...own,
    ...(SYNONYMS.get(name) ?? []),
    ...(GENERIC.has(name) ? [] : around(base)),
    ...(isLast ? around(bareType) : []),
  ]
  const bare = isLast && name.endsWith('name') ? ['name'] : []
  return [...new Set([...named, ...(GENERIC.has(name) ? [name] : bare)])]
}
