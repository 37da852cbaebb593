/** The services that the sandbox answers for, named as in credential scopes and IAM actions. */
export type ServiceName = 'iam' | 'sts' | 'organizations' | 'secretsmanager' | 'ssm';

/** How a service is spoken to: form parameters in and XML out, or JSON both ways. */
export type Protocol = 'query' | 'json';

interface ServiceWire {
  readonly protocol: Protocol;
  /** XML namespace of a query service, or the X-Amz-Target prefix of a JSON service. */
  readonly label: string;
}

const WIRES: Readonly<Record<ServiceName, ServiceWire>> = {
  iam: { protocol: 'query', label: 'https://iam.amazonaws.com/doc/2010-05-08/' },
  sts: { protocol: 'query', label: 'https://sts.amazonaws.com/doc/2011-06-15/' },
  organizations: { protocol: 'json', label: 'AWSOrganizationsV20161128' },
  secretsmanager: { protocol: 'json', label: 'secretsmanager' },
  ssm: { protocol: 'json', label: 'AmazonSSM' },
};

/** The protocol of a service. */
export function protocolOf(service: ServiceName): Protocol {
  return WIRES[service].protocol;
}

/** The XML namespace or target prefix of a service. */
export function labelOf(service: ServiceName): string {
  return WIRES[service].label;
}

/** Tells whether a word of a credential scope or host names a simulated service. */
export function isServiceName(word: string): word is ServiceName {
  return Object.hasOwn(WIRES, word);
}

/** All services, in a fixed order. */
export const SERVICE_NAMES: readonly ServiceName[] = ['iam', 'sts', 'organizations', 'secretsmanager', 'ssm'];
