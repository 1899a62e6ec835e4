import type { Language } from '../cues.ts';
import { findEnglishCues } from './english-cues.ts';

export const english: Language = {
  code: 'en',
  marks: 'the and to of is that it you we this for have not what with are was'.split(' '),
  findCues: findEnglishCues,
  hedge:
    /\b(?:maybe|perhaps|probably|possibly|might|could potentially|at some point|eventually|some ?day|one day|ideally|in theory|would be nice|sometime|in the long run|down the line|if possible|ought to)\b/,
  condition:
    /^(?:if|unless|in case|suppose|assuming|whether|when|whenever|once)\b|\b(?:if|unless|in case|supposing)\b/,
  negation: /\b(?:not|never|no longer|no need to|nobody)\b/,
  habit:
    /\b(?:always|usually|normally|typically|every time|each time|would always|used to|generally|at my (?:old|last|previous)|in my (?:old|last|previous)|back then|never forget)\b/,
  date: /\b(?:(?:by|before|until|till|on|this|next|due) (?:the )?(?:coming |end of )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:by|before|until|till|on|for) (?:the )?(?:\d|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twent|thirt|january|february|march|april|may|june|july|august|september|october|november|december|noon|midday|tomorrow|tonight|lunch|next|then|end|close|eod|eow|cob|christmas|easter)|tomorrow|today|tonight|this (?:week|afternoon|evening|morning|month|sprint|quarter|weekend)|next (?:week|month|sprint|quarter|friday|time|meeting|call)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|end of (?:the )?(?:day|week|month|quarter)|by eod|eod|asap|as soon as|after (?:the |this )?(?:call|meeting|lunch)|before the|in (?:a|one|two|three|a couple of|the next few) (?:days?|weeks?|hours?|months?)|within (?:a|the|two|three|\d+))\b/,
  immediate:
    /\b(?:right now|now|just a (?:second|moment|minute)|for a (?:second|moment|minute)|real quick|quickly|briefly|right here|on the (?:screen|board)|in the (?:meeting |zoom )?chat)\b/,
  acceptance:
    /^(?:(?:yes|yeah|yep|ok|okay|sure|right|great|fine)[,. !]*)*(?:i will|i can(?: do)?\b(?! ?not|'t|’t)|will do|sure|of course|no problem|no worries|absolutely|definitely|certainly|consider it done|on it|i am on it|happy to|gladly|got it|leave it (?:with|to) me|i'?ll|done deal|sounds good|my pleasure|can do|you got it|agreed)/,
  weakAcceptance:
    /^(?:(?:mm|uh)-?hm+|yes|yeah|yep|yup|ok|okay|'kay|right|alright|good|cool|great|fine|perfect|very good)\b/,
  refusal:
    /^(?:(?:yes|yeah|oh|ah|well|actually|that)[,. ]*)*(?:no\b(?!,? problem|,? worries)|nope|i can ?not|i can't|i don't think|not really|sorry|(?:it(?: is|'s)|that(?: is|'s)|is|all)? ?(?:already )?done\b(?! deal)|(?:i|we) (?:already |just )?did\b|(?:i|we)(?: have|'ve) (?:already|just)|(?:i|we) already\b)/,
  wrapUp:
    /\b(?:in closing|wrap(?:ping)? (?:\w+ )?up|to (?:recap|summari[sz]e|sum up|conclude|close|finish up)|before we (?:finish|close|end|go|leave|stop|wrap)|next (?:meeting|steps?|session|stage|phase|call)|action (?:items?|points?)|to-?dos?|(?:five|ten|two|three|few) (?:more )?minutes? (?:left|to|before)|only have \w+ (?:more )?minutes|end of (?:the|this|our) (?:meeting|call)|that is (?:it|all) for|any other business|meet(?:ing)? again|reconvene|until (?:then|next)|for next (?:time|week|meeting)|close (?:down|the meeting)|so to summari[sz]e|then we are (?:done|finished)|who does what|individual (?:work|actions?))\b/,
  decision:
    /\b(?:we (?:have |had )?(?:all |already |now |just )*(?:agreed|decided|settled|concluded|opted|chose|chosen)|(?:is|was|are|were|been) (?:agreed|decided|settled)|(?:the |our |final )?(?:decision|consensus|conclusion)(?: then| now| here)?(?: is| was)|let us (?:agree|settle) on|(?:has been|have been|is|are) approved|was the (?:consensus|decision|conclusion)|it is settled|agreed (?:on|that))\b|\b(?:decision|decided|agreed): /,
  urgent:
    /\b(?:urgent(?:ly)?|asap|as soon as possible|immediately|emergency|critical|blocker|blocking|show-?stopper|top priority|first thing)\b/,
  high: /\b(?:high priority|important|priority|crucial|must-have|really need)\b/,
  low: /\b(?:low priority|nice to have|no rush|no hurry|whenever you|when you (?:have|get) (?:a chance|time)|not urgent)\b/,
  bareObject: /\b(?:it|that|this|them|those|these|him|her|me|us)\b/,
};
