const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/^(?:https?|h2|wss?|grpcs?) \d{4}-\d\d-\d\dT\S+ app\//, 'an Application Load Balancer access log'],
  [/^tls \d\.\d \d{4}-\d\d-\d\dT\S+ net\//, 'a Network Load Balancer access log'],
  [/^\d{4}-\d\d-\d\dT\S+Z \S+ \d{1,3}(?:\.\d{1,3}){3}:\d+ /, 'a Classic Load Balancer access log'],
  [/^#(?:Version|Fields):/, 'a CloudFront access log'],
  [/^\d{4}-\d\d-\d\d\t\d\d:\d\d:\d\d\t/, 'a CloudFront access log'],
  [/^[0-9a-f]{64} \S+ \[\d\d\/\w{3}\/\d{4}:/, 'an S3 server access log'],
  [/^(?:version account-id|\d+ \d{12} eni-)/, 'a VPC flow log'],
  [/^\s*<(?:!doctype|html|\?xml)/i, 'HTML or XML'],
  [/^user,arn,user_creation_time/, 'an IAM credential report'],
]

/** Names what a line that is no JSON belongs to. */
export const lineFormatOf = (line: string): string => FORMATS.find(([form]) => form.test(line))?.[1] ?? 'not JSON'
