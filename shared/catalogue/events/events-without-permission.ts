const COGNITO = 'Amazon Cognito takes this call without AWS credentials (a user token or none)'
const PORTAL = "the caller shows the access portal's bearer token, not AWS credentials"
const CODECATALYST = 'Amazon CodeCatalyst takes its own bearer token, not AWS credentials'
const PARTICIPANT = 'the caller shows the participant token of the contact, not an IAM permission'
const FINSPACE =
  'FinSpace data calls use credentials that FinSpace itself gives out; IAM only knows finspace-api:GetProgrammaticAccessCredentials'
const MAPS = 'Amazon Location serves map styles, glyphs and sprites without authorization'
const TRUST = 'what decides is the trust policy of the role that is assumed; the caller signs with no AWS credentials'
const SIGNED_IN = 'a step of signing in: no IAM action stands for it'

const retired = (service: string): string => `${service} is retired: IAM has no action left for this call`

const ROWS: readonly (readonly [string, string, string])[] = [
  ['sts', 'GetCallerIdentity', 'needs no permission; an explicit deny does not stop it either'],
  [
    'sts',
    'GetSessionToken',
    'needs no permission: a user may always ask for a session of its own (an explicit deny can stop it)',
  ],
  ['sts', 'AssumeRoleWithSAML AssumeRoleWithWebIdentity', TRUST],
  [
    'cognito-idp',
    'AssociateSoftwareToken ChangePassword CompleteWebAuthnRegistration ConfirmDevice ConfirmForgotPassword ConfirmSignUp DeleteUser ' +
      'DeleteUserAttributes DeleteWebAuthnCredential ForgetDevice ForgotPassword GetDevice GetTokensFromRefreshToken GetUser ' +
      'GetUserAttributeVerificationCode GetUserAuthFactors GlobalSignOut InitiateAuth ListDevices ListWebAuthnCredentials ' +
      'ResendConfirmationCode RespondToAuthChallenge RevokeToken SetUserMFAPreference SetUserSettings SignUp StartWebAuthnRegistration ' +
      'UpdateAuthEventFeedback UpdateDeviceStatus UpdateUserAttributes VerifySoftwareToken VerifyUserAttribute ' +
      // What the hosted pages write into the trail.
      'Login_GET Login_POST Signup_GET Signup_POST Token_POST Authorize_GET UserInfo_GET Logout_GET Revoke_POST OAuth2_Authorize_GET ' +
      'ConfirmForgotPassword_POST ForgotPassword_GET ForgotPassword_POST Error_GET OAuth2Response_GET SAML2Response_POST',
    COGNITO,
  ],
  ['cognito-identity', 'GetCredentialsForIdentity GetId GetOpenIdToken UnlinkIdentity', COGNITO],
  [
    'sso',
    'GetRoleCredentials ListAccounts ListAccountRoles ListProfilesForApplication Logout Federate Authenticate',
    PORTAL,
  ],
  ['sso', 'CreateToken RegisterClient StartDeviceAuthorization', PORTAL],
  ['sso-oauth', 'CreateToken RegisterClient StartDeviceAuthorization', PORTAL],
  [
    'rolesanywhere',
    'CreateSession',
    'the caller signs with its X.509 certificate; the trust policy of the role decides',
  ],
  ['signin', 'GetSigninToken GetSigninTokenFederation', SIGNED_IN],
  ['geo-maps', 'GetGlyphs GetSprites GetStyleDescriptor', MAPS],
  [
    'codecatalyst',
    'CreateAccessToken CreateDevEnvironment CreateProject CreateSourceRepository CreateSourceRepositoryBranch DeleteAccessToken ' +
      'DeleteDevEnvironment DeleteProject DeleteSourceRepository DeleteSpace GetDevEnvironment GetProject GetSourceRepository ' +
      'GetSourceRepositoryCloneUrls GetSpace GetSubscription GetUserDetails GetWorkflow GetWorkflowRun ListAccessTokens ' +
      'ListDevEnvironmentSessions ListDevEnvironments ListEventLogs ListProjects ListSourceRepositories ListSourceRepositoryBranches ' +
      'ListSpaces ListWorkflowRuns ListWorkflows StartDevEnvironment StartDevEnvironmentSession StartWorkflowRun StopDevEnvironment ' +
      'StopDevEnvironmentSession UpdateDevEnvironment UpdateProject UpdateSpace VerifySession',
    CODECATALYST,
  ],
  [
    'connect',
    'CancelParticipantAuthentication CompleteAttachmentUpload CreateParticipantConnection DescribeView DisconnectParticipant GetAttachment ' +
      'GetAuthenticationUrl GetTranscript SendEvent SendMessage StartAttachmentUpload',
    PARTICIPANT,
  ],
  [
    'finspace-api',
    'AssociateUserToPermissionGroup CreateChangeset CreateDataView CreateDataset CreatePermissionGroup CreateUser DeleteDataset ' +
      'DeletePermissionGroup DisableUser DisassociateUserFromPermissionGroup EnableUser GetChangeset GetDataView GetDataset ' +
      'GetExternalDataViewAccessDetails GetPermissionGroup GetUser GetWorkingLocation ListChangesets ListDataViews ListDatasets ' +
      'ListPermissionGroups ListPermissionGroupsByUser ListUsers ListUsersByPermissionGroup ResetUserPassword UpdateChangeset UpdateDataset ' +
      'UpdatePermissionGroup UpdateUser',
    FINSPACE,
  ],
  [
    'cloudhsm',
    'AddTagsToResource CreateHapg CreateLunaClient DeleteHapg DeleteLunaClient DescribeHapg DescribeHsm DescribeLunaClient GetConfig ' +
      'ListAvailableZones ListHapgs ListHsms ListLunaClients ListTagsForResource ModifyHapg ModifyHsm ModifyLunaClient RemoveTagsFromResource',
    retired('AWS CloudHSM Classic'),
  ],
]

const RETIRED_SERVICES: ReadonlyMap<string, string> = new Map([
  ['iotthingsgraph', retired('AWS IoT Things Graph')],
  ['application-cost-profiler', retired('AWS Application Cost Profiler')],
  ['applicationcostprofiler', retired('AWS Application Cost Profiler')],
])

const reasons = new Map(
  ROWS.flatMap(([prefix, events, reason]) =>
    events.split(' ').map((event) => [`${prefix}:${event}`.toLowerCase(), reason] as const),
  ),
)

/** Why an API call asks IAM for nothing, if it is one of those. */
export const reasonForNoPermission = (prefix: string, eventName: string): string | undefined =>
  reasons.get(`${prefix}:${eventName}`.toLowerCase()) ?? RETIRED_SERVICES.get(prefix)
