/** Whose deactivations are held because owners must be told and no channel is set up that would. */
export type UntoldOwners = 'all' | 'some';
