/** `eventType` values that are not the principal's own API call (CloudTrail user guide, "CloudTrail record contents"). */
const NON_API_TYPES: ReadonlyMap<string, string> = new Map([
  ['awsserviceevent', 'an event that the AWS service itself wrote'],
  ['awsconsolesignin', 'a console sign-in'],
  ['awsconsoleaction', 'a console step that is not an API call'],
  ['awsvpceevents', 'a network-activity event of a VPC endpoint: the call has its own record'],
  ['awsvpceevent', 'a network-activity event of a VPC endpoint: the call has its own record'],
  ['awscloudtrailinsight', 'an Insights event about many calls'],
])

const NON_API_CATEGORIES: ReadonlyMap<string, string> = new Map([
  ['insight', 'an Insights event about many calls'],
  ['networkactivity', 'a network-activity event of a VPC endpoint: the call has its own record'],
])

/** Event names that services and the console write, for the case that the event type is not at hand. */
const NON_API_EVENTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    signin: [
      'ConsoleLogin',
      'CheckMfa',
      'ExitRole',
      'SwitchRole',
      'RenewRole',
      'PasswordRecoveryRequested',
      'PasswordRecoveryCompleted',
      'PasswordUpdated',
      'CredentialChallenge',
      'CredentialVerification',
      'UserAuthentication',
      'EmailUpdated',
      'ExternalIdPDirectoryLogin',
      'Logout',
    ],
    sso: ['UserAuthentication', 'CredentialChallenge', 'CredentialVerification'],
    s3: [
      'JobCreated',
      'JobStatusChanged',
      'StorageLensConfigCreatedInternal',
      'PutStorageLensConfigurationInternal',
      'LifecycleTransition',
      'LifecycleExpiration',
      'ReplicationInternal',
    ],
    secretsmanager: [
      'CancelSecretVersionDelete',
      'EndSecretVersionDelete',
      'RotationAbandoned',
      'RotationStarted',
      'RotationSucceeded',
      'RotationFailed',
      'StartSecretVersionDelete',
      'TestRotationStarted',
      'TestRotationSucceeded',
      'TestRotationFailed',
    ],
    ec2: [
      'SharedSnapshotVolumeCreated',
      'SharedSnapshotCopyInitiated',
      'BidEvictedEvent',
      'BidFulfilledEvent',
      'RunInstancesInternal',
    ],
    kms: ['DeleteKey', 'RotateKey', 'SynchronizeMultiRegionKey', 'DeleteExpiredKeyMaterial', 'FinishHsmRekey'],
    ecr: ['PolicyExecutionEvent', 'PullThroughCacheRuleUpdate', 'ReplicateImage', 'ImageReplicationComplete'],
    elasticfilesystem: ['NewClientConnection', 'UpdateClientConnection'],
    organizations: ['CreateAccountResult', 'CloseAccountResult'],
    controltower: [
      'CreateManagedAccount',
      'UpdateManagedAccount',
      'EnableGuardrail',
      'DisableGuardrail',
      'SetupLandingZone',
      'UpdateLandingZone',
      'RegisterOrganizationalUnit',
      'DeregisterOrganizationalUnit',
      'PrecheckOrganizationalUnit',
    ],
    quicksight: ['QueryDatabase', 'SubscribeUser', 'ViewDashboard'],
  }).map(([source, names]) => [source, names.map((name) => name.toLowerCase())]),
)

/** What a record is instead of an API call, by its type and category; `undefined` for a call. */
export const nonApiKindOf = (eventType: string | undefined, eventCategory: string | undefined): string | undefined =>
  NON_API_TYPES.get((eventType ?? '').toLowerCase()) ?? NON_API_CATEGORIES.get((eventCategory ?? '').toLowerCase())

/** True for names that only services and the console write. Asked only where no IAM action has the name. */
export const isNonApiEventName = (source: string, eventName: string): boolean =>
  NON_API_EVENTS.get(source)?.includes(eventName.toLowerCase()) ?? false
