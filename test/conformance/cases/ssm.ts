import { GetParameterCommand, PutParameterCommand, type PutParameterCommandInput } from '@aws-sdk/client-ssm';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { REGION } from '../targets/clients.ts';
import { flatParameterName, parameterName } from '../world/fixtures.ts';

const RECORDED = 'localstack/localstack tests/aws/services/ssm/test_ssm.py';

/** GetParameter, and what PutParameter refuses. */
export const ssmCases: CaseFile = (target) => {
  const get = (Name: string) =>
    target.clients().ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
  const put = (input: Omit<PutParameterCommandInput, 'Type'> & { readonly Type?: 'String' }) =>
    errorName(target.clients().ssm.send(new PutParameterCommand(input)));
  return [
    {
      id: 'ssm/get',
      title: 'GetParameter gives name, type, ARN, version, date and value',
      run: async () => {
        const Name = parameterName(target.world().prefix);
        const { Parameter } = await get(Name);
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
        expect(await errorName(get(Name))).toBe('ParameterNotFound');
      },
    },
    {
      id: 'ssm/slash',
      title: 'a parameter made as x is read as /x, which is then its name in the answer',
      source: `${RECORDED}::test_put_parameters`,
      run: async () => {
        const name = flatParameterName(target.world().prefix);
        for (const asked of [name, `/${name}`]) {
          const { Parameter } = await get(asked);
          expect([Parameter?.Name, Parameter?.Value]).toEqual([asked, 'flat']);
        }
      },
    },
    {
      id: 'ssm/impossible-names',
      title:
        'a name with an empty sub-path, a hierarchy without its first slash and other characters are Validation',
      source: `${RECORDED}::test_hierarchical_parameter; localstack issue 7712, boto3 issue 1499`,
      run: async () => {
        const hierarchy = parameterName(target.world().prefix);
        for (const name of [
          hierarchy.replaceAll('/', '//'),
          hierarchy.slice(1),
          '{a}-b',
          'two words',
          '/ssm/x',
        ]) {
          expect(await errorName(get(name)), name).toBe('ValidationException');
          expect(await put({ Name: name, Value: 'x', Type: 'String' }), name).toBe('ValidationException');
        }
      },
    },
    {
      id: 'ssm/reserved-names',
      title: 'PutParameter below /aws is refused as AccessDenied',
      source: 'getmoto/moto tests/test_ssm/test_ssm_boto3.py (verified against AWS)',
      run: async () => {
        expect(await put({ Name: '/aws/conformance', Value: 'x', Type: 'String' })).toBe(
          'AccessDeniedException',
        );
      },
    },
    {
      id: 'ssm/new-without-type',
      title: 'PutParameter of a new name without a type is Validation',
      source: 'getmoto/moto tests/test_ssm/test_ssm_boto3.py (verified against AWS)',
      run: async () => {
        expect(await put({ Name: `${flatParameterName(target.world().prefix)}-new`, Value: 'x' })).toBe(
          'ValidationException',
        );
      },
    },
    {
      id: 'ssm/large-value',
      title: 'PutParameter with more than 4 KB is Validation in the standard tier',
      source:
        'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
      run: async () => {
        const Name = `${flatParameterName(target.world().prefix)}-large`;
        expect(await put({ Name, Value: 'x'.repeat(4097), Type: 'String' })).toBe('ValidationException');
      },
    },
  ];
};
