/** A software update as a sentence names it: bulletin and article, or what there is of them, or its title. */
export const nameOf = ({ article_id: article, bulletin_id: bulletin, title }: { article_id: string; bulletin_id: string; title: string }): string =>
  article === '' ? title : bulletin === '' ? `KB${article}` : `${bulletin} (KB${article})`;
