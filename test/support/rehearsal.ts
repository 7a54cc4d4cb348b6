import type { PermissionsString } from 'discord.js';
import type { Channel, Interaction, Person } from '../../playground/discord/index.ts';

/** A scene as somebody types it. */
export const SCENE = { who: 'Sam, 31, shy', moment: 'after work, at the coffee machine' };
/** The buttons under what is played. */
export const SCENE_BUTTONS = ['Say something', 'End and review'];
/** All that the bot needs to open a private thread and to write in it. */
export const THREAD_PERMISSIONS: PermissionsString[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePrivateThreads',
  'ManageThreads',
];

/** Types a scene, for a rehearsal to begin. */
export async function rehearse(
  person: Person,
  where: Channel,
  scene = SCENE,
): Promise<Interaction> {
  const command = await person.runCommand('practice', { kind: 'askingOut' }, where);
  return (await command.modal()).submit(scene);
}
