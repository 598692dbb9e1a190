"""The words of the field: how Danish municipalities name the parts of a policy."""

import re

_AREA = (
    r"(?:(?:fokus|indsats|tema|mål|hoved|satsnings|udviklings)område|fokuspunkt|pejlemærke|tema|strategispor|"
    r"sigtelinje|spor|prioritet)"
)
NUMBER_WORDS = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
}  # fmt: skip
COUNT = r"(?P<count>" + "|".join(NUMBER_WORDS) + r"|\d{1,2})"

AREA_WORD = re.compile(rf"(?:{_AREA}|område)", re.IGNORECASE)
_AREA_PLURAL = rf"{_AREA}(?:r|er|rne|erne|ne)"
ORDINALS = (
    *("første", "1", "andet", "anden", "tredje", "3", "fjerde", "4", "femte", "5", "sjette", "6", "syvende", "7"),
    *("ottende", "8", "niende", "9", "tiende", "10"),
)
# One area: the word in the singular with a number, or with a separator before the title.
AREA_HEADING = re.compile(
    r"(?:(?:(?P<before>\d{1,2})\.?|(?P<ordinal>" + "|".join(word for word in ORDINALS if word.isalpha()) + r"))\s)?"
    rf"{_AREA}(?:\s(?:nr\.?\s?)?(?P<number>\d{{1,2}}))?"
    r"(?P<separator>\s?[:–—-]\s?|\.\s?|\s|$)(?P<title>.*)",
    re.IGNORECASE,
)
# An area's heading that ran together with its text: the name ends where a sentence begins.
AREA_HEADING_INSIDE = re.compile(
    rf"\b(?=[A-ZÆØÅ])(?i:{_AREA})\s\d{{1,2}}\s?[:.–—-]\s[^.:!?]{{3,90}}?(?=\s[A-ZÆØÅ]\S*\s[a-zæøå])"
)
AREAS = re.compile(rf"\b{_AREA}(?:r|er|rne|erne|ne)\b", re.IGNORECASE)
# A heading or a line of contents that is only a word for areas: "Vores fem temaer", "Politikkens indsatsområder".
AREAS_HEADING = re.compile(
    rf"(?:(?:vores|de|\w*(?:politik|strategi|plan)(?:ken|en)?s|kommunens)\s)?(?:{COUNT}\s)?(?:\w+\s)?{_AREA_PLURAL}",
    re.IGNORECASE,
)
COUNTED_AREAS = re.compile(rf"\b{COUNT}\s(?:\w+\s){{0,2}}{_AREA}(?:r|er|rne|erne|ne)\b", re.IGNORECASE)
# Areas named in a row: "fire fokusområder: a, b, c og d", "fem temaer, nemlig …", "a, b og c er politikkens temaer".
AREAS_IN_SENTENCE = re.compile(
    rf"\b(?:{COUNT}\s(?:\w+\s){{0,2}})?(?P<noun>(?:hoved)?{_AREA_PLURAL}|(?:strategi|hoved)?spor(?:ene)?)\b",
    re.IGNORECASE,
)
PARTS_IN_SENTENCE = re.compile(
    r"(?:politik|strategi)\w*\b(?![^.:;!?]{0,200}\b(?:gælder|dækker|omfatter|vedrører|retter)\b)[^.:;!?]{0,200}?\s"
    rf"(?:{COUNT}\s(?:\w+\s){{0,2}})?(?P<noun>(?:områder|emner|overskrifter|søjler|hjørnesten|byggesten)(?:e?ne)?|"
    r"fokus på(?=:))(?=[^.;!?]{0,40}:)",
    re.IGNORECASE,
)
ROW_BEFORE_AREAS = re.compile(
    r"(?:^|(?<=[.!?]\s))(?P<row>[A-ZÆØÅ][^.:;!?]{5,300}?)\s(?:er|udgør)\s"
    rf"(?i:(?:\w*(?:politik|strategi|plan)(?:ken|en)?s|vores|de)\s(?:{COUNT}\s)?(?:\w+\s)?{_AREA_PLURAL})\b"
)
# An area that came later: "I 2020 kom endnu et fokusområde til: Job."
ADDED_AREA = re.compile(
    rf"\b(?:et|en|yderligere)\s(?:\w+\s){{0,2}}{_AREA}(?:\s\w+){{0,3}}:\s(?P<name>[^.,:;!?]{{3,80}})", re.IGNORECASE
)
# Somebody else's areas, those of before, or some of several.
OTHER_AREAS = re.compile(
    r"\b(?:tidligere|hidtidige|forrige|blandt|eksempel\w*|(?:kl|fn|eu)'?s|"
    r"(?:byrådet|byråd|kommunalbestyrelsen|regeringen|regionen|staten|\w+styrelsen|\w+ministeriet)s)\b",
    re.IGNORECASE,
)
AREAS_IN_CONTENTS = re.compile(
    rf"\b{_AREA}\s\d{{1,2}}\s?[.:·–—-]?\s(?P<title>[^\W\d_][^\d]{{2,100}}?)[\s.…]*\s\d{{1,3}}(?=\s|$)", re.IGNORECASE
)
# A title of a table of contents that is a word for areas: the next title, its page or its number follows. Digits
# before it are a page.
AREAS_OPEN_CONTENTS = re.compile(
    rf"\b(?i:(?:(?P<count>{'|'.join(NUMBER_WORDS)})\s)?{_AREA_PLURAL})\b:?(?=[\s.…]*(?:\d{{1,3}})?\s(?:\d{{1,2}}\.\d{{0,2}}\s)?[A-ZÆØÅ])"
)

GOAL = re.compile(
    r"\b(?!formål|spørgsmål|gøremål|modersmål|målgruppe|målestok)\w*mål(?:ene|et|sætning|sætninger|sætningerne|sætningen)?\b",
    re.IGNORECASE,
)
_PLAIN_GOAL = r"\b(?:del|effekt|hoved)?mål(?:ene|et|sætning(?:er|en|erne)?)?\b"
PLAIN_GOAL = re.compile(_PLAIN_GOAL, re.IGNORECASE)
# A line that says "goal" and no more.
GOALS_ALONE = re.compile(rf"(?:\w+\s){{0,2}}(?:{_PLAIN_GOAL}|vision(?:en)?)\s?:?", re.IGNORECASE)
# A goal that says so itself: "Mål 2: …", "Målsætning – …".
GOAL_LABEL = re.compile(
    r"(?:vores\s|politisk\s|overordnet\s)?(?:del|effekt|hoved)?mål(?:et|sætning|sætningen)?(?:\s[A-Z]?\d{1,2}(?:\.\d{1,2})?)?\s?"
    r"(?::|\s[–—-]|(?<=\d\.\d)(?=\s(?-i:[A-ZÆØÅ])))\s(?=\w)",
    re.IGNORECASE,
)
_POLICY = r"\w*(?:politik|strategi)(?:ken|en)?"
_OWNER = rf"(?:vores|byrådets|kommunalbestyrelsens|kommunens|(?:[\w-]+\skommunes\s)?(?:{_POLICY}s)?)"
_A_GOAL = r"(?:(?!\w*formål)\w*mål|\w*målsætning)"
# A sentence that says that it is a goal of the policy: "Politikkens overordnede mål er, at …".
GOAL_SENTENCE = re.compile(
    rf"(?:{_OWNER}\s(?:\w+\s){{0,2}}?{_A_GOAL}(?:\s(?:med|for|på|i)\s[^.,:;]{{2,60}})?\ser|"
    rf"(?:det\s\w+\smål|målet|målsætningen)\s(?:med|for)\s(?:\w+\s)?{_POLICY}\b[^.,:;]{{0,60}}\ser|"
    rf"det er\s{_OWNER}\s(?:\w+\s)?{_A_GOAL}|{_POLICY}\shar\s(?:det\s)?(?:som\s)?(?:\w+\s)?{_A_GOAL})"
    r"(?:\s(?:derfor|også|fortsat))?,?\sat\s\w",
    re.IGNORECASE,
)
# A sentence that says of the one before it that it is a goal of the policy.
GOAL_SAID_OF_LAST = re.compile(
    rf"det er (?:det|de|vores)\s(?:\w+\s)?{_A_GOAL}(?:et|er|ene|erne)?\b[^.]*?{_POLICY}", re.IGNORECASE
)
# "Strategiens fire mål: …" with a sentence for each.
COUNTED_GOALS = re.compile(
    rf"\b{COUNT}\s(?:\w+\s){{0,2}}(?:(?!\w*formål)\w*mål|\w*målsætninger|løfter|ambitioner)\b[^.:;!?]{{0,60}}:\s",
    re.IGNORECASE,
)
# Words to the reader, as in a job advertisement.
TO_THE_READER = re.compile(r"\b(?:du|dig|din|dit|dine)\b", re.IGNORECASE)
WISH = re.compile(
    r"\b(?:vil vi|vi vil|vil \w+ (?:gerne|arbejde|opnå|sikre)|ønsker vi|lover vi|opnå|stræber|løfter?|ambition\w*|"
    r"(?:vi|kommunen?|byrådet|kommunalbestyrelsen) (?:ønsker|lover|vil)|arbejder (?:vi )?for)\b",
    re.IGNORECASE,
)
# A line that says that the municipality, or whoever writes for it, wants what comes next.
WANTS_NEXT = re.compile(
    r"\b(?:(?:byrådet|kommunalbestyrelsen|kommunen?) (?:vil|ønsker|arbejder for)|vi vil|"
    r"vi arbejder (?:for|hen imod|mod)|arbejder vi for)(?:,? at)?$",
    re.IGNORECASE,
)
# A line that stops where the clause about what shall be begins.
OPEN_CLAUSE = re.compile(r"\bat(?:\s\w+){0,3}(?:\s(?:skal|vil|kan))?:?$", re.IGNORECASE)
SHALL = re.compile(r"(?:^at|\bskal|\bvil)\b", re.IGNORECASE)
# A title names; a statement says what is, can or shall be. These words make it one.
STATEMENT = re.compile(
    r"\b(?:er|har|kan|skal|vil|bliver|får|går|står|hører|møder|lærer|lever|trives|deltager|oplever|kender|føler|giver|tager)\b"
)
# What somebody is quoted for in a piece of news.
SAID = re.compile(
    r"[,.!?”\"] (?:siger|sagde|fortæller|udtaler|understreger|forklarer|tilføjer|lyder det)\b", re.IGNORECASE
)
# A sentence that counts people ("Flere borgere kommer i arbejde"): its third word is its verb.
COUNTS_PEOPLE = re.compile(
    r"(?:flere|færre|alle|ingen|flest) \w+ (?!(?:for|over|under|efter|eller|der|hver) )\w+[rs]\b", re.IGNORECASE
)
NOT_GOALS = re.compile(
    r"\b(?:indsatser\w*|handling\w*|initiativ\w*|tiltag\w*|succeskriteri\w*|indikator\w*|aktivitet\w*|gør vi|"
    r"vi gør|gøre|ved at|eksempler|eksempelvis|fx|f\.eks|herunder|fakta|kilder|links|læs mere|læs også|værdier\w*|"
    r"deltagere|indhold\w*|kontakt\w*|foto|indstill\w*|beslutning\w*|dagsorden\w*|bilag\w*|"
    r"(?:projekt|kursus|møde)\w*s\smål|mål(?:et|ene)?\s(?:for|med)\s(?:projekt|kurs|mød|forløb|høring|evaluering)\w*)\b",
    re.IGNORECASE,
)
VISION = re.compile(r"\bvision(?:en)?\b", re.IGNORECASE)
VALUES = re.compile(r"\b(?:kerne)?værdi(?:er|erne|grundlag|grundlaget|sæt)\b", re.IGNORECASE)
# A page that leads to visions, or a group of people, is no vision.
NO_VISION = re.compile(r"\b(?:politikker|strategier|planer|udvalg\w*|medlemmer|arbejdsgruppe\w*)\b", re.IGNORECASE)
TARGET_GROUP_HEADING = re.compile(r"(?:politikkens\s|strategiens\s)?målgruppen?", re.IGNORECASE)
_PEOPLE = r"(?:børn|unge|voksne|ældre|seniorer|borgere|mennesker|personer|familier|pårørende|medarbejdere)"
# A policy also holds for years, for a place or for all plans: that says nothing of people.
TARGET_GROUP = re.compile(
    r"(?:\bMålgruppen?\b[^.:]{0,60}?\s(?:er|omfatter|udgøres af|består af)"
    r"|^(?:Denne\s)?\w*(?i:politik|politikken|strategi|strategien)\s(?:gælder\sfor|henvender\ssig\stil|er\srettet\smod)"
    rf"(?=\s(?:\w+\s){{0,3}}{_PEOPLE}\b))\s(?P<who>[^\s:].{{2,}})",
    re.MULTILINE,
)
ATTRIBUTION = re.compile(r"(?:citat\b|[–—-]\s?\S)", re.IGNORECASE)
# Words for what a policy is made of, whatever its parts are about.
_PART = (
    rf"(?:\w*(?:emne|overskrift|princip|pejlemærke|spor|tema|forandring|sigtelinje|byggesten|grundsten|hjørnesten)|"
    rf"{_AREA}|område)"
)
PARTS = re.compile(rf"{_PART}(?:p?er|r|p?erne|rne|ene|ne|e)?", re.IGNORECASE)
PRINCIPLES = re.compile(r"\b\w*princip(?:per|perne)\b", re.IGNORECASE)
# "fire overordnede principper": a number, at most two words, and the first word in the plural.
COUNTED_NOUN = re.compile(
    rf"\b{COUNT}\s(?:(?!\w+(?:r|rne|ene|mål|spor|sten|ben)\b)\w+\s){{0,2}}(?P<noun>\w*(?:\wr|\wrne|\wene|mål|spor|sten|ben))\b",
    re.IGNORECASE,
)
_HOLDS = (
    r"(?:har|rummer|omfatter|består af|bygger på|bygget op om(?:kring)?|indeholder|samler sig om|præsenterer|opstiller|"
    r"(?:ud)?peger på|udpeger|(?:ind)?delt (?:op )?i|står på|fokus på)"
)
_STARTS_FROM = r"(?:beskriver|hviler på|afsæt i|udgangspunkt i|inden for)"
# "Strategien har syv emner:" leads to areas whatever they are called, but for what it is for and for whom.
COUNTED_IN_POLICY = re.compile(
    rf"(?:politik|strategi|plan)(?:ken|en)?\s(?:er\s|tager\s|sætter\s)?{_HOLDS}\s(?:\w+\s)?{COUNT}\s[^.:]{{2,60}}:?$",
    re.IGNORECASE,
)
AIM_OR_GROUP = re.compile(r"formål|målgruppe", re.IGNORECASE)
# "Planen er formuleret ud fra overskrifterne:" without a number, with the word for the parts last.
PARTS_OF_POLICY = re.compile(
    rf"(?:politik|strategi|plan)(?:ken|en)?\b[^.:]{{0,80}}\s(?:{_HOLDS}|{_STARTS_FROM})\s(?:\w+\s)?"
    rf"{_PART}(?:p?er|r|p?erne|rne|ene|ne|e):?$",
    re.IGNORECASE,
)
# Other areas than the policy's own.
ELSEWHERE = re.compile(r"\b(?:andre|øvrige|relaterede|flere)\s\w+$", re.IGNORECASE)
COUNCILS_OWN = re.compile(r"\b(?:Byrådets|Byråds|Kommunalbestyrelsens)\b")
POLICY_TITLE = re.compile(
    r"[^\W\d_](?:politik|strategi|(?<!lokal)plan)(?:ken|en)?\b|\b(?:politik(?:ken)?|strategi(?:en)?)\s(?:for\b|(?:19|20)\d\d)",
    re.IGNORECASE,
)
POLICY_NAME = re.compile(r"\w*(?:politik|strategi)(?:ken|en)?\b", re.IGNORECASE)
MINUTES = re.compile(r"(?:referat|dagsorden|sagsfremstilling|indstilling|beslutning|punkt \d+)\b", re.IGNORECASE)
# What a document calls itself that speaks of a policy and is none; a council's page is named as the council.
OTHER_DOCUMENT = re.compile(
    r"(?:høringssvar|vedtægt(?:er|erne)?|forretningsorden|referat|dagsorden|evaluering(?:en)? af|kursus\w*|valgprogram|"
    r"tilsynsrapport|kvalitetsstandard(?:er)?|jobopslag|stillingsopslag|årsberetning)\b|(?!byråd)[\w-]+råd(?:et)?$",
    re.IGNORECASE,
)
# What stands below it are the titles and first words of other documents.
OTHERS_BELOW = re.compile(r"(?:relaterede|lignende|andre) dokumenter:?", re.IGNORECASE)
# Nothing but the name of one policy: "Ældrepolitik", "Havnestrategi for Lindevig 2020-2024".
BARE_POLICY_NAME = re.compile(
    r"(?:[\w-]+\sog\s)?(?P<word>[\w-]+(?:politik|strategi))(?:ken|en)?(?:\s(?:for|i)\s[\w\s-]{3,60})?[\s\d–-]*",
    re.IGNORECASE,
)
# "Læs politikken": words of a link, and not the name of what it leads to.
LINK = re.compile(r"(?:se|læs|hent|find|åbn|download|print|del)\s", re.IGNORECASE)
EARLIER = re.compile(r"\b(?:tidligere|hidtidige|forrige|foregående|afløser|erstatter|viderefører)\b", re.IGNORECASE)
COUNCIL = re.compile(r"\b(?:byråd|kommunalbestyrelse|borgerrepræsentation)\w*", re.IGNORECASE)
STEERING_NAME = re.compile(
    r"\b(?:Byrådets|Byråds|Kommunalbestyrelsens|Kommunens)\s"
    r"(?P<name>[A-ZÆØÅ]\w{2,40}(?:\sog\s[A-ZÆØÅ]\w{2,40})?)"
)
STEERING_WORD = re.compile(r"vision|strategi|kommuneplan", re.IGNORECASE)
LIGHTHOUSES = re.compile(rf"(?:\b{COUNT}\s)?\bfyrtårn\w*(?:\s(?:er|hedder))?[,:]?\s(?=[A-ZÆØÅ])", re.IGNORECASE)

_YEARS = r"(?P<from>(?:19|20)\d\d)\s?(?:[-–—/]|til)\s?(?P<until>(?:19|20)\d\d)"
PERIOD = re.compile(rf"\b{_YEARS}\b")
POLICY_WORD = re.compile(r"(?:politik|strategi|plan)(?:ken|en)?\b", re.IGNORECASE)
_DESIGNATION = rf"(?P<designation>\b[A-ZÆØÅ]?[a-zæøå]{{0,40}}(?:politik|strategi|plan)(?:ken|en)?\s{_YEARS})"
_QUOTED = r"[”\"“„»](?P<name>[^”\"“„»«]{3,120})[”\"“«]"
NAMED_BEFORE = re.compile(rf"{_QUOTED},?\s{_DESIGNATION}")
NAMED_AFTER = re.compile(rf"{_DESIGNATION},?\s{_QUOTED}")
QUOTED_NAME = re.compile(_QUOTED)
QUOTED_ROW = re.compile(rf"(?:{_QUOTED.replace('?P<name>', '')}(?:,\s|\s(?:og|samt)\s)?){{2,}}")
DEFINITE = re.compile(r"\w+(?:politikken|strategien|planen)\b", re.IGNORECASE)
MUNICIPALITY = re.compile(
    r"\b(?P<name>(?!(?:Som|Vores|En|Denne|Hver|Din|I|Den|Jeres|Deres|Egen|Anden|Hele)\b)"
    r"(?:(?:Høje|Sønder|Nørre|Øster|Vester|Store|Lille|Gamle)\s)?[A-ZÆØÅ][a-zæøåé]{1,30}(?:-[A-ZÆØÅ][a-zæøå]{1,30}){0,2}\s(?:[Kk]ommune|[Rr]egionskommune))(?:s|\b)"
)
COUNTED_PARTS = re.compile(
    rf"\b{COUNT}\s(?:\w+\s)?(?:{_AREA}|område|overskrift|kapit[el]+|afsnit|princip|løfte)(?:r|er|rne|erne|ne|e)?\b",
    re.IGNORECASE,
)

# What a heading says about the text below it. The first that fits decides.
SECTION_KINDS = (
    ("foreword", re.compile(r"\bforord\b|\bvelkommen\b", re.IGNORECASE)),
    ("introduction", re.compile(r"\b(?:indledning|introduktion|baggrund)\b", re.IGNORECASE)),
    ("steering_triangle", re.compile(r"\bstyrings(?:trekant|model|kæde)\w*", re.IGNORECASE)),
    ("fact_box", re.compile(r"\bfakta(?:boks)?\b", re.IGNORECASE)),
    ("council_vision", re.compile(r"\b(?:byråd|kommunalbestyrelse)\w*|planstrategi|\bgrundfortælling", re.IGNORECASE)),
    ("implementation", re.compile(r"implementer|udmønt|\bopfølgning|\brealisering|\bevaluering", re.IGNORECASE)),
)
CARRIED_OUT = re.compile(r"implementer|udmønt", re.IGNORECASE)


def number_of(word: str) -> int:
    """The number that a Danish number word or a run of digits stands for."""
    return int(word) if word.isdigit() else NUMBER_WORDS[word.casefold()]
