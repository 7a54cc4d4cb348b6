import type { OfflineCoach } from '../coach/offlineCoach.ts';
import { ModelGateway, type Speed } from './gateway.ts';

export { ModelGateway, type ModelRecord } from './gateway.ts';

const USUAL_SPEED: Speed = { firstWordsMs: 700, tokensPerSecond: 40 };
const OPENAI = 'https://api.openai.com/v1';

/** Where the model is to come from. */
export interface ModelChoice {
  /** The environment to take a model from: OPENAI_API_KEY, OPENAI_BASE_URL. */
  env: Readonly<Record<string, string | undefined>>;
  /** An OpenAI-compatible server, instead of what the environment says. */
  modelUrl?: string | undefined;
}

/** A started gateway, and the offline coach behind it if there is no real model. */
export interface OpenedModel {
  gateway: ModelGateway;
  stop: () => Promise<void>;
}

/** Opens the gateway to the model that was chosen, or to the offline coach when none was. */
export async function openModel({ env, modelUrl }: ModelChoice): Promise<OpenedModel> {
  const address = modelUrl || env['OPENAI_BASE_URL'] || (env['OPENAI_API_KEY'] && OPENAI);
  const coach = address ? undefined : await startCoach();
  const gateway = new ModelGateway({
    upstream: address || coach?.baseUrl || OPENAI,
    isSample: coach !== undefined,
    speed: USUAL_SPEED,
    ...(coach && { setSpeed: (speed) => coach.setSpeed(speed) }),
  });
  await gateway.start();
  return {
    gateway,
    async stop() {
      await gateway.stop();
      await coach?.stop();
    },
  };
}

/** Loaded only when it is needed: with a real model there is no offline coach. */
async function startCoach(): Promise<OfflineCoach> {
  const { OfflineCoach: Coach } = await import('../coach/offlineCoach.ts');
  const coach = new Coach();
  await coach.start(USUAL_SPEED);
  return coach;
}
