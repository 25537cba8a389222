import { normalName } from '../events/parameter-leaves.ts'
import { wordsOf } from './about.ts'

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
    connectionname: ['connectioninputname', 'connectionnamelist'],
    databasename: ['databaseinputname'],
    dbclusterinstancename: ['dbclusteridentifier'],
    dbinstancename: ['dbinstanceidentifier'],
    detectorid: ['detectorid'],
    distributionid: ['id', 'distributionid', 'targetdistributionid'],
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
    maintenancewindow: ['windowid'],
    mfatokenid: ['serialnumber'],
    mfatokenidwithpath: ['virtualmfadevicename', 'serialnumber'],
    modelid: ['modelid'],
    objectname: ['key', 'objectname'],
    parameternamewithoutleadingslash: ['name', 'names', 'path'],
    patchbaselineidresourceid: ['baselineid'],
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
    stream: ['progressupdatestream', 'progressupdatestreamname'],
    tablename: ['tablename', 'tableinputname', 'tablearn'],
    targetgroupname: ['name'],
    taskdefinitionfamilyname: ['family', 'taskdefinition'],
    taskid: ['task', 'tasks'],
    replicationgroupid: ['replicationgroupid', 'primaryreplicationgroupid'],
    topicname: ['topicarn', 'name'],
    trailname: ['name', 'trailname', 'trailnamelist'],
    userid: ['userid'],
    vehicleid: ['vehiclename'],
    usernamewithpath: ['username'],
    vaultname: ['vaultname', 'backupvaultname'],
    volumeid: ['volumeid', 'volumeids'],
    vpcid: ['vpcid', 'vpcids'],
    workgroupname: ['workgroup', 'name'],
    workspaceid: ['workspaceid', 'workspaceids', 'sourceworkspaceid'],
    appid: ['appid', 'applicationid'],
    directoryid: ['directoryid', 'directoryids', 'shareddirectoryid'],
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

const ENDS: ReadonlySet<string> = new Set(['Id', 'Name', 'Identifier', 'Arn'])

/** `GeofenceCollection` → `collection`: how a call may say it that is about nothing else. */
const shorterStems = (placeholder: string, type: string): readonly string[] => {
  const words = (GENERIC.has(normalName(placeholder)) ? type.split('-') : wordsOf(placeholder)).filter(
    (word) => !ENDS.has(word),
  )
  return words.slice(1).map((_, at) => normalName(words.slice(at + 1).join('')))
}

export interface Naming {
  readonly placeholder: string
  readonly type: string
  /** Only the last placeholder of a template bears the type's own name. */
  readonly isLast: boolean
  /** The only one of its template. */
  readonly isOnly: boolean
  /** A bare `name` or `id` is this one's. */
  readonly isAbout: boolean
  /** A bare `name` or `id` is another one's, unless it is this one's. */
  readonly isAnother: boolean
  /** No other placeholder of the action could be meant. */
  readonly isAlone: boolean
  readonly service: string
}

/** What a placeholder's name says without `Id`, `Name` or `WithPath`. */
export const stemOf = (placeholder: string): string =>
  GENERIC.has(normalName(placeholder))
    ? ''
    : normalName(placeholder)
        .replace(/withpath$/u, '')
        .replace(SUFFIX, '')

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

// Where a resource's id is the name that it was given.
const IDS_ARE_NAMES: ReadonlySet<string> = new Set(['databrew', 'personalize'])
// "Specify either the name or the ARN", says their API reference of an `identifier` where the ARN has an id.
const NAMED_BY_IDENTIFIER: ReadonlySet<string> = new Set(['aiops', 'chime', 'cloudfront', 'logs', 'medialive'])

const isId = (name: string, service: string): boolean =>
  name.endsWith('id') && !(name === 'resourceid' && IDS_ARE_NAMES.has(service))

/** A name fills no id, and an id no name. */
const ofItsKind = (name: string, { service }: Naming): readonly string[] => {
  if (!isId(name, service)) return ['name', 'identifier', 'id', 'names']
  return NAMED_BY_IDENTIFIER.has(service) ? ['id', 'ids'] : ['id', 'identifier', 'ids']
}

const BARE: ReadonlySet<string> = new Set(['id', 'identifier', 'name'])

const bareNames = (name: string, naming: Naming): readonly string[] => {
  const { isLast, isOnly, isAbout, isAnother } = naming
  if (name.endsWith('version')) return ['version']
  if (name.endsWith('alias')) return []
  const isGeneric = GENERIC.has(name)
  if (isAbout) return isGeneric ? [name, ...ofItsKind(name, naming)] : ofItsKind(name, naming)
  if (isGeneric) return isAnother && isOnly && BARE.has(name) ? [] : [name]
  return isLast && !isAnother && name.endsWith('name') ? ['name'] : []
}

const shorterNames = (
  name: string,
  { placeholder, type, isLast, isAbout, isAlone, service }: Naming,
): readonly string[] => {
  if (!isLast || !(isAbout || isAlone)) return []
  const ends = isId(name, service) ? ['id', 'ids'] : ['name', 'id', 'names']
  return shorterStems(placeholder, type).flatMap((stem) => ends.map((end) => `${stem}${end}`))
}

/** Normalised parameter names under which a placeholder's value may be sent, the likeliest first. */
export const parameterNamesOf = (naming: Naming): readonly string[] => {
  const { placeholder, type, isLast, service } = naming
  const name = normalName(placeholder)
  const own = GENERIC.has(name) ? [] : [name, `${name}s`]
  const told = [
    ...around(stemOf(placeholder)),
    ...(isLast ? around(normalName(type)) : []),
    ...shorterNames(name, naming),
    ...bareNames(name, naming),
  ]
  // A launch template's name tells that there is one; EC2's ids are known by their form.
  const onlyIds = isId(name, service) && !GENERIC.has(name) && service !== 'ec2'
  const fitting = onlyIds ? told.filter((from) => !/names?$/u.test(from)) : told
  return [
    ...new Set([
      ...own,
      ...(SYNONYMS.get(name) ?? []),
      ...(GENERIC.has(name) ? (SYNONYMS.get(normalName(type)) ?? []) : []),
      ...fitting,
    ]),
  ]
}
