/** `eu-central-1`, `us-gov-west-1`, and not a zone such as `us-east-1a`. The form only: AWS opens Regions all the time. */
export const REGION_NAME = /^[a-z]{2,5}(?:-[a-z]+)+-\d{1,2}$/u
