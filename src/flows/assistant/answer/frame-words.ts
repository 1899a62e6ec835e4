/**
 * Words with which people frame a question about what was said, and which say nothing about its subject. The search
 * drops the commonest words of the language by itself.
 */
const frame = new Set(
  `what who whom whose when where which why how did do does done doing was were is are be been being the a an of in on to
  for and or with about from by at as that this these those it its it's their his her hers him them they he she we us our
  you your i me my not no yes if then than so but any some there here also just only
  think thinks thought thoughts thinking say says said saying tell tells told mention mentions mentioned discuss
  discusses discussed discussing discussion discussions talk talks talked talking speak speaks spoke spoken
  summarize summarise summarized summary describe describes described explain explains explained detail details
  suggest suggests suggested suggestion propose proposes proposed recommend recommends recommended recommendation
  agree agrees agreed disagree disagrees disagreed decide decides decided decision decisions conclude concluded
  conclusion conclusions opinion opinions view views concern concerns idea ideas point points term terms
  present presents presented presenting presentation presentations give gives gave given giving introduce introduced
  consider considered regarding concerning according reason reasons insist insisted argue argued ask asked asks answer
  group team people everyone everybody anyone anybody someone somebody participants person
  meeting meetings call calls conversation conversations transcript transcripts page pages site website
  would could should will shall can may might must has have had need needs needed want wants wanted like
  change changed changes changing news alert alerts update updates happen happened happening new latest
  working work works responsible assigned owner owns due deadline status last next week month today yesterday
  much many more less very really exactly currently right now ever
  during before after while between whole individual please know known find show get got still already yet
  promise promises promised
  topic topics subject thing things something anything everything nothing lookout hey hi okay let lets`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

export const isFrameWord = (word: string): boolean => frame.has(word);
