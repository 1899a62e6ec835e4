import type { Hunk } from '../../../contracts/detection.ts';

const ofNew =
  /\b(?:only )?(?:new|another) (?!price|text|wording|date|version of)(?:\p{L}+ ){0,3}?\p{L}+s?\b|\b(?:is|are|gets?) (?:added|posted|published|listed|announced)|\b(?:posts?|publishes|announces|adds|opens) (?:an?|new|any)\b|\bappears?\b/iu;
const ofNewElsewhere =
  /(?<!\p{L})(?:neue[nrs]?(?! preis)|nouve(?:aux|lles?|l)|(?<!(?:à|de) )nouveau|(?<!de )nuev[oa]s?(?! precio)|nuov[oaie]|nov[oa]s?)\s\p{L}|新(?:着|し[いく]|規|商品|製品|記事|求人)|追加され|新(?:增|品|的?(?:职位|文章|版本|商品|公告))|جديد/iu;
const ofGone =
  /\b(?:is|are|gets?) (?:removed|deleted|taken down|taken offline|delisted|closed|gone)|\bdisappears?\b|\bgoes away\b|(?<!\p{L})(?:entfernt|gelöscht|supprimée?s?|retirée?s?|eliminad[oa]s?|retirad[oa]s?)(?!\p{L})|削除され|下架|删除|يُ?حذف/iu;
const ofChange =
  /\b(?:chang\w+|updat\w+|edit\w+|modif\w+|drops?|falls?|rises?|increas\w+|decreas\w+|price|cost)\b/iu;
/** "only about new openings, not about changed ones" says "changed" to leave it out. */
const onlyNew = /\bonly (?:\p{L}+ )?new\b|\bnew (?:\p{L}+ ){1,2}only\b/iu;

/** What must have happened for a request to be answered: "new products" wants `added`. Empty for anything. */
export function readOperations(text: string): Hunk['op'][] {
  if (ofChange.test(text) && !onlyNew.test(text)) return [];
  return [
    ...(ofNew.test(text) || ofNewElsewhere.test(text) ? (['added'] as const) : []),
    ...(ofGone.test(text) ? (['removed'] as const) : []),
  ];
}
