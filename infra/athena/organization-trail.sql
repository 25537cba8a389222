-- The log files of an organization's trail as a table for Athena, as AWS documents it (Athena user guide, "Create the table for
-- CloudTrail logs in Athena using partition projection") with more: all accounts and Regions, and the fields useridentity.invokedbydelegate,
-- sessioncontext.assumedroot and .sourceidentity, resources.arnprefix and managementevent.
-- infra/athena.yml makes the same table in the stack; run this by hand only without it, with the three capital words replaced:
-- TRAIL_BUCKET, PREFIX (with a slash at its end, or nothing) and ORGANIZATION (o-…/, or nothing where the trail is one account's).
-- No partition is ever added: Athena computes places from the account and day that a query names, and from the Regions below.
CREATE EXTERNAL TABLE organization_trail (
  eventversion STRING,
  useridentity STRUCT<
    type:STRING,
    principalid:STRING,
    arn:STRING,
    accountid:STRING,
    invokedby:STRING,
    accesskeyid:STRING,
    username:STRING,
    invokedbydelegate:STRUCT<accountid:STRING>,
    onbehalfof:STRUCT<userid:STRING,identitystorearn:STRING>,
    sessioncontext:STRUCT<
      attributes:STRUCT<mfaauthenticated:STRING,creationdate:STRING>,
      sessionissuer:STRUCT<type:STRING,principalid:STRING,arn:STRING,accountid:STRING,username:STRING>,
      ec2roledelivery:STRING,
      assumedroot:STRING,
      sourceidentity:STRING,
      webidfederationdata:STRUCT<federatedprovider:STRING,attributes:MAP<STRING,STRING>>>>,
  eventtime STRING,
  eventsource STRING,
  eventname STRING,
  awsregion STRING,
  sourceipaddress STRING,
  useragent STRING,
  errorcode STRING,
  errormessage STRING,
  requestparameters STRING,
  responseelements STRING,
  additionaleventdata STRING,
  requestid STRING,
  eventid STRING,
  readonly STRING,
  resources ARRAY<STRUCT<arn:STRING,arnprefix:STRING,accountid:STRING,type:STRING>>,
  eventtype STRING,
  apiversion STRING,
  managementevent STRING,
  recipientaccountid STRING,
  serviceeventdetails STRING,
  sharedeventid STRING,
  vpcendpointid STRING,
  vpcendpointaccountid STRING,
  eventcategory STRING,
  addendum STRUCT<reason:STRING,updatedfields:STRING,originalrequestid:STRING,originaleventid:STRING>,
  sessioncredentialfromconsole STRING,
  edgedevicedetails STRING,
  tlsdetails STRUCT<tlsversion:STRING,ciphersuite:STRING,clientprovidedhostheader:STRING>
)
PARTITIONED BY (account STRING, region STRING, delivery_day STRING)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://TRAIL_BUCKET/PREFIXAWSLogs/ORGANIZATION'
TBLPROPERTIES (
  'projection.enabled'='true',
  'projection.account.type'='injected',
  'projection.region.type'='enum',
  'projection.region.values'='af-south-1,ap-east-1,ap-east-2,ap-northeast-1,ap-northeast-2,ap-northeast-3,ap-south-1,ap-south-2,ap-southeast-1,ap-southeast-2,ap-southeast-3,ap-southeast-4,ap-southeast-5,ap-southeast-6,ap-southeast-7,ca-central-1,ca-west-1,eu-central-1,eu-central-2,eu-north-1,eu-south-1,eu-south-2,eu-west-1,eu-west-2,eu-west-3,il-central-1,me-central-1,me-south-1,mx-central-1,sa-east-1,us-east-1,us-east-2,us-west-1,us-west-2',
  'projection.delivery_day.type'='date',
  'projection.delivery_day.format'='yyyy/MM/dd',
  'projection.delivery_day.interval'='1',
  'projection.delivery_day.interval.unit'='DAYS',
  'projection.delivery_day.range'='2015/01/01,NOW',
  'storage.location.template'='s3://TRAIL_BUCKET/PREFIXAWSLogs/ORGANIZATION${account}/CloudTrail/${region}/${delivery_day}/'
)
