import type { Config } from '../../../../config.ts';
import { WenzhengError } from '../../../../errors.ts';
import type { ProviderOptions } from './add-sign-in-routes.ts';

/** The identity provider of the office where one is configured. Its parts are only loaded for it. @throws WenzhengError `config_invalid`. */
export async function connectIdentity(
  config: Config,
  cookieKey: Buffer,
): Promise<ProviderOptions | undefined> {
  const { WENZHENG_OIDC_ISSUER: issuer, WENZHENG_OIDC_CLIENT_ID: clientId } = config;
  if (issuer === undefined) return undefined;
  if (clientId === undefined)
    throw new WenzhengError(
      'config_invalid',
      '设置了 WENZHENG_OIDC_ISSUER 就必须设置 WENZHENG_OIDC_CLIENT_ID，请填身份服务给出的 client_id。',
    );
  const { createOpenIdProvider } = await import('../../../../staff/openid-provider.ts');
  const clientSecret = config.WENZHENG_OIDC_CLIENT_SECRET?.reveal() ?? null;
  const provider = createOpenIdProvider({
    issuer,
    clientId,
    clientSecret,
    claim: config.WENZHENG_OIDC_CLAIM,
  });
  return { provider, cookieKey };
}
