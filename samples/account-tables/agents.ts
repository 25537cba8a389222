/** User agents as CloudTrail shows them. */
export const BROWSER =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
export const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0'
export const CLI = 'aws-cli/2.31.18 md/awscrt#0.27.6 ua/2.1 os/macos#25.1.0 md/arch#arm64 lang/python#3.13.7'
export const OLD_CLI = 'aws-cli/1.18.69 Python/3.8.10 Linux/5.4.0-42-generic botocore/1.16.19'
export const LAMBDA_NODE =
  'aws-sdk-js/3.901.0 ua/2.1 os/linux#5.10 lang/js md/nodejs#22.20.0 exec-env/AWS_Lambda_nodejs22.x'
export const ECS_JAVA =
  'aws-sdk-java/2.34.0 md/io#sync md/http#Apache ua/2.1 os/Linux lang/java#21.0.8 exec-env/AWS_ECS_FARGATE'
export const GITHUB =
  'aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/linux#6.11.0-1018-azure md/arch#x86_64 lang/python#3.13.7 exec-env/GitHub_Actions'
export const CODEBUILD =
  'aws-cli/2.30.1 md/awscrt#0.27.6 ua/2.1 os/linux#4.14 lang/python#3.13.7 exec-env/AWS_CodeBuild'
export const TERRAFORM =
  'APN/1.0 HashiCorp/1.0 Terraform/1.13.3 (+https://www.terraform.io) terraform-provider-aws/6.15.0'
export const BOTO =
  'Boto3/1.40.40 md/Botocore#1.40.40 ua/2.1 os/linux#5.15.0-144-generic md/arch#x86_64 lang/python#3.12.3'
export const VEEAM = 'aws-sdk-dotnet-45/3.7.402 Veeam Backup & Replication/12.3.1 OS/Microsoft_Windows_NT_10.0.20348'
export const SKYLARK = 'SkylarkCollector/8.2 aws-sdk-go-v2/1.39.2 os/linux lang/go#1.25.1'
export const OLD_BOTO =
  'Boto3/1.34.11 md/Botocore#1.34.11 ua/2.0 os/linux#5.10.0 md/arch#aarch64 lang/python#3.9.16 cfg/retry-mode#legacy'
