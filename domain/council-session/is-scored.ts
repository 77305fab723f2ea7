type At = { readonly at: number };

/** Whether its sheets lie open, and were not sent back to the members by a discussion. */
export const isScored = ({ opening, discussed }: { opening?: At | undefined; discussed?: At | undefined }): boolean =>
  opening !== undefined && (discussed === undefined || discussed.at < opening.at);
