/** What serves better than a long-lived key, for uses of one service. */
export interface BetterWay {
  /** The service as people know it. */
  readonly name: string;
  /** What to use instead. One sentence. */
  readonly instead: string;
}

const COMPUTE =
  'from AWS compute (EC2, ECS, EKS, Lambda) use the role of the instance, task, pod or function; from elsewhere IAM Roles Anywhere or OIDC federation';

/**
 * The services for which something better than a key exists, by the name that IAM reports.
 *
 * Short on purpose: a service that is missing here gives no advice, and that is better than advice that is wrong.
 */
export const BETTER_WAYS: Readonly<Record<string, BetterWay>> = {
  bedrock: {
    name: 'Amazon Bedrock',
    instead:
      'Use a role with short-term credentials, or a short-term Bedrock API key; long-term ones at least end by themselves.',
  },
  cloudwatch: agent('Amazon CloudWatch'),
  codeartifact: {
    name: 'AWS CodeArtifact',
    instead:
      'Let the build take a role by OIDC federation and ask for its token (12 hours at most) with that.',
  },
  codecommit: {
    name: 'AWS CodeCommit',
    instead:
      'Use Git credentials or an SSH key of the user, or `git-remote-codecommit` with credentials of a role.',
  },
  dynamodb: { name: 'Amazon DynamoDB', instead: `Use a role: ${COMPUTE}.` },
  ec2: {
    name: 'Amazon EC2',
    instead:
      'Use the role of the instance; for tools and pipelines elsewhere OIDC federation or IAM Roles Anywhere.',
  },
  ecr: {
    name: 'Amazon ECR',
    instead:
      'Pull with the role of the node or task (the credential helper does it), and push from pipelines by OIDC federation.',
  },
  ecs: pipeline('Amazon ECS'),
  eks: pipeline('Amazon EKS'),
  lambda: pipeline('AWS Lambda'),
  logs: agent('Amazon CloudWatch Logs'),
  monitoring: agent('Amazon CloudWatch'),
  s3: {
    name: 'Amazon S3',
    instead: `Use a role: ${COMPUTE}; for single files presigned URLs, for partners AWS Transfer Family.`,
  },
  secretsmanager: { name: 'AWS Secrets Manager', instead: `Use a role: ${COMPUTE}.` },
  ses: {
    name: 'Amazon SES',
    instead: `To send over SMTP, use SMTP credentials for this alone; for the API a role: ${COMPUTE}.`,
  },
  sns: { name: 'Amazon SNS', instead: `Use a role: ${COMPUTE}.` },
  sqs: { name: 'Amazon SQS', instead: `Use a role: ${COMPUTE}.` },
  ssm: {
    name: 'AWS Systems Manager',
    instead:
      'Register machines outside AWS with a hybrid activation, which gives them credentials that renew themselves; on EC2 use the instance’s role.',
  },
  sts: {
    name: 'AWS STS',
    instead:
      'If the key only takes a role, let the workload take it directly, with IAM Roles Anywhere or OIDC federation.',
  },
};

/** What is better than a key for a service; undefined where nothing is certain. */
export function betterWayFor(service: string): BetterWay | undefined {
  const name = service.toLowerCase();
  return Object.hasOwn(BETTER_WAYS, name) ? BETTER_WAYS[name] : undefined;
}

function agent(name: string): BetterWay {
  return {
    name,
    instead:
      'On EC2 and ECS use the role of the instance or task; elsewhere run the agent with IAM Roles Anywhere or as a Systems Manager managed node.',
  };
}

function pipeline(name: string): BetterWay {
  return {
    name,
    instead:
      'Deployments can take a role by OIDC federation (GitHub, GitLab and others); inside AWS use the role of the build.',
  };
}
