import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { REGION } from '../targets/clients.ts';
import { parameterName } from '../world/fixtures.ts';

/** GetParameter. */
export const ssmCases: CaseFile = (target) => [
  {
    id: 'ssm/get',
    title: 'GetParameter gives name, type, ARN, version, date and value',
    run: async () => {
      const Name = parameterName(target.world().prefix);
      const { Parameter } = await target
        .clients()
        .ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
      expect(Parameter?.Name).toBe(Name);
      expect(Parameter?.Type).toBe('String');
      const { homeAccountId } = target.world();
      expect(Parameter?.ARN).toBe(`arn:aws:ssm:${REGION}:${homeAccountId}:parameter${Name}`);
      expect(Parameter?.Version).toBe(1);
      expect(Parameter?.LastModifiedDate).toBeInstanceOf(Date);
      expect(Parameter?.Value).toBe('mail.example.com');
    },
  },
  {
    id: 'ssm/unknown',
    title: 'GetParameter of an unknown name is ParameterNotFound',
    run: async () => {
      const Name = `${parameterName(target.world().prefix)}-that-is-not-there`;
      const call = target.clients().ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
      expect(await errorName(call)).toBe('ParameterNotFound');
    },
  },
];
