import cloud from 'wx-server-sdk';

/** Calls to WeChat's open API and to file storage, through wx-server-sdk. */

interface OpenApi {
  wxacode: {
    getUnlimited(query: { scene: string; page: string; checkPath: boolean; width: number }): Promise<{ buffer: Buffer; contentType: string }>;
  };
  subscribeMessage: {
    send(message: { touser: string; templateId: string; page: string; data: Record<string, { value: string }> }): Promise<{ errCode: number }>;
  };
}

// The SDK makes these methods on demand and types none of them.
const openApi = cloud.openapi as unknown as OpenApi;

/** A mini-program code that opens `page` with `scene` (≤ 32 characters), kept in storage. @returns its file id */
export async function makeCode(page: string, scene: string): Promise<string> {
  const image = await openApi.wxacode.getUnlimited({ scene, page, checkPath: false, width: 430 });
  const { fileID } = await cloud.uploadFile({ cloudPath: `codes/${scene}.png`, fileContent: image.buffer });
  return fileID;
}

/** WeChat refuses the template or what we put into it: nobody gets it, whoever it is for. */
export class WrongTemplate extends Error {
  override name = 'WrongTemplate';
}

const wrongTemplate: readonly unknown[] = [40037, 47003];

/** What became of a send; `spent`: the person's consent is used up or withdrawn. Throws WrongTemplate, and other errors as they come. */
export async function sendMessage(openid: string, templateId: string, page: string, data: Record<string, string>): Promise<'sent' | 'spent'> {
  try {
    const values = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }]));
    await openApi.subscribeMessage.send({ touser: openid, templateId, page, data: values });
    return 'sent';
  } catch (error) {
    const code: unknown = typeof error === 'object' && error !== null && 'errCode' in error ? error.errCode : undefined;
    if (code === 43101) return 'spent';
    if (wrongTemplate.includes(code)) throw new WrongTemplate();
    throw error;
  }
}
